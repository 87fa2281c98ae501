package io.nephoscope.discovery;

import io.nephoscope.connector.openstack.ServerDirectory;
import io.nephoscope.connector.openstack.ServerException;
import io.nephoscope.support.text.OneLine;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Nova knows of things by their keys. While it cannot be asked, what it said last counts: an outage of Nova
 * changes no sample. Thread-safe.
 */
final class LastKnown<K, V> {

    private static final Logger LOG = LoggerFactory.getLogger(LastKnown.class);

    private final String what;
    private Map<K, V> known = Map.of();
    private boolean outageTold;

    /** @param what is known, for the operator */
    LastKnown(String what) {
        this.what = what;
    }

    /** How a directory is asked. */
    @FunctionalInterface
    interface Question<K, V> {

        Map<K, V> ask(ServerDirectory directory, Set<K> keys) throws ServerException, InterruptedException;
    }

    /**
     * Asks for what is known.
     *
     * @param directory who knows it; null while there is nobody to ask
     */
    Map<K, V> of(Set<K> keys, @Nullable ServerDirectory directory, Question<K, V> question)
            throws InterruptedException {
        if (directory == null || keys.isEmpty()) {
            return remember(lastKnown(keys), "");
        }
        try {
            Map<K, V> told = new HashMap<>(question.ask(directory, keys));
            told.keySet().retainAll(keys);
            return remember(told, "");
        } catch (ServerException | RuntimeException e) {
            // Whoever asks Nova is another plugin, whose faults are none of the instances'.
            return remember(
                    lastKnown(keys), e instanceof ServerException ? String.valueOf(e.getMessage()) : e.toString());
        }
    }

    private synchronized Map<K, V> lastKnown(Set<K> keys) {
        Map<K, V> last = new HashMap<>(known);
        last.keySet().retainAll(keys);
        return last;
    }

    private synchronized Map<K, V> remember(Map<K, V> now, String failure) {
        String complaint = OneLine.of(failure);
        if (!complaint.isEmpty() && !outageTold) {
            LOG.warn("{} stay as they were: {}", what, complaint);
        }
        outageTold = !complaint.isEmpty();
        known = Map.copyOf(now);
        return known;
    }
}
