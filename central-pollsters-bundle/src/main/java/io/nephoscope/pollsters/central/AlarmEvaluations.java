package io.nephoscope.pollsters.central;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often Aodh's evaluations of an alarm ended in each of its states: a sample for each alarm and state. */
final class AlarmEvaluations implements Pollster {

    static final Meter METER = Meter.gauge("alarm.evaluation_result", "evaluation_result_count");
    static final String DISCOVERY = "alarm";

    @Override
    public void poll(Collection<Resource> alarms, Poll poll) {
        for (Resource alarm : alarms) {
            try {
                emit(alarm, FoundEntries.of(alarm, DISCOVERY), poll);
            } catch (OddEntryException e) {
                poll.failed(alarm, String.valueOf(e.getMessage()));
            }
        }
    }

    private static void emit(Resource alarm, JsonObject entry, Poll poll) throws OddEntryException {
        JsonObject counters =
                entry.object("state_counters").orElseThrow(() -> new OddEntryException("has no state_counters"));
        Owner owner = Owner.of(null, entry.text("project_id").orElse(null));
        for (Map.Entry<String, @Nullable Object> state : counters.values().entrySet()) {
            if (!(state.getValue() instanceof Number count)) {
                throw new OddEntryException("has no number of evaluations for the state " + state.getKey());
            }
            Metadata metadata = Metadata.of(Map.of("alarm_state", state.getKey()));
            poll.emit(Sample.of(METER, count.longValue(), new Subject(alarm.id(), owner, metadata)));
        }
    }
}
