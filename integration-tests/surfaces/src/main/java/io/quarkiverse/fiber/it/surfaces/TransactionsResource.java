package io.quarkiverse.fiber.it.surfaces;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.quarkiverse.fiber.Hooked;
import io.smallrye.mutiny.Uni;

@Path("/transactions")
@ApplicationScoped
@Hooked
@Transactional
public class TransactionsResource {

    @Inject
    Where where;

    @Inject
    TransactionManager manager;

    private final List<Integer> ends = new CopyOnWriteArrayList<>();

    @GET
    @Path("value")
    public String value(@QueryParam("fail") boolean fail) throws Exception {
        manager.getTransaction().registerSynchronization(new End());
        String place = where.am();
        if (fail) {
            throw new IllegalStateException("rolls back");
        }
        return place;
    }

    @GET
    @Path("uni")
    public Uni<String> uni(@QueryParam("fail") boolean fail) throws Exception {
        return Uni.createFrom().item(value(fail));
    }

    @Transactional(Transactional.TxType.SUPPORTS)
    public List<Integer> ends() {
        return List.copyOf(ends);
    }

    @Transactional(Transactional.TxType.SUPPORTS)
    public void forget() {
        ends.clear();
    }

    private final class End implements Synchronization {

        @Override
        public void beforeCompletion() {
        }

        @Override
        public void afterCompletion(int outcome) {
            ends.add(outcome);
        }
    }
}
