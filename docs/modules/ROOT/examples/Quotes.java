package io.quarkiverse.fiber.it.guide;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.DeadlineExceededException;

/** The price of an article, from a shop that may be slow. */
class Quotes {

    /** Asks over the network, for example. */
    interface Shop {

        String price() throws Exception;
    }

    // tag::within[]
    String price(Shop shop) throws Exception {
        return Deadline.within(Duration.ofMillis(200), "a quote") // <1>
                .call(() -> shop.price()); // <2>
    }
    // end::within[]

    // tag::behind[]
    String priceOrNone(Shop shop) throws Exception {
        try {
            return price(shop);
        } catch (Exception e) {
            if (DeadlineExceededException.behind(e).isPresent()) { // <1>
                return "none";
            }
            throw e;
        }
    }
    // end::behind[]

    // tag::threads[]
    Future<?> priceElsewhere(Runnable ask, ExecutorService others) {
        Deadline deadline = Deadline.current().orElseThrow(); // <1>
        return others.submit(() -> deadline.run(ask)); // <2>
    }
    // end::threads[]
}
