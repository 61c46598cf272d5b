package io.quarkiverse.fiber;

import java.util.List;

/** The hooked I/O of the application; a CDI bean. All methods may be called from any thread. */
public interface IoManager {

    /** The hooked descriptors that are open, in the order in which they were opened. */
    List<FdInfo> descriptors();
}
