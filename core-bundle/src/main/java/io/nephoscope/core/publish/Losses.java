package io.nephoscope.core.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose samples a publisher does not get because the store is full, since it was and until nothing waits for the
 * publisher: told once at the beginning and once at the end. Guarded by the store.
 */
final class Losses {

    private static final Logger LOG = LoggerFactory.getLogger(Losses.class);

    private static final int MOST_TOLD = 3;

    private final String publisher;
    private final Map<String, Long> samplesOf = new HashMap<>();

    Losses(String publisher) {
        this.publisher = publisher;
    }

    /** @param bound of the store, for the operator */
    void add(BatchKey batch, String bound) {
        if (samplesOf.isEmpty()) {
            LOG.warn(
                    "More samples wait for publisher {} than the store holds ({}), or for too long, so the oldest of "
                            + "pollster {} are dropped, which has most of them; see why the publisher is slow or missing, "
                            + "or the pollster emits so many",
                    publisher,
                    bound,
                    batch.pollster());
        }
        samplesOf.merge(batch.pollster(), (long) batch.samples(), Long::sum);
    }

    /** Nothing waits any more. */
    void end() {
        if (!samplesOf.isEmpty()) {
            LOG.info("Publisher {} has caught up; samples were dropped of pollsters {}", publisher, culprits());
            samplesOf.clear();
        }
    }

    /** The pollsters that lost most samples, for the operator; empty if none lost any. */
    String culprits() {
        List<Map.Entry<String, Long>> all = new ArrayList<>(samplesOf.entrySet());
        all.sort(Map.Entry.<String, Long>comparingByValue().reversed());
        String most = String.join(
                ", ",
                all.stream()
                        .limit(MOST_TOLD)
                        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                        .toList());
        return all.size() > MOST_TOLD ? most + " and " + (all.size() - MOST_TOLD) + " more" : most;
    }
}
