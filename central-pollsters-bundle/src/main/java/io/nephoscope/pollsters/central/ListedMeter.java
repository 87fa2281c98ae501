package io.nephoscope.pollsters.central;

import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import java.util.Optional;

/**
 * A meter that an entry of a list tells by itself.
 *
 * @param discovery what finds the entries
 */
record ListedMeter(Meter meter, String discovery, SubjectRow subject, Volume volume) {

    static ListedMeter gauge(String name, String unit, String discovery, SubjectRow subject, Volume volume) {
        return new ListedMeter(Meter.gauge(name, unit), discovery, subject, volume);
    }

    /** @return empty if there is nothing to measure yet */
    Optional<Sample> sample(JsonObject entry, Remarks remarks) throws OddEntryException {
        Optional<Number> measured = volume.of(entry, remarks);
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        Subject described = subject.subject(entry);
        return Optional.of(Sample.of(meter, measured.get(), described));
    }
}
