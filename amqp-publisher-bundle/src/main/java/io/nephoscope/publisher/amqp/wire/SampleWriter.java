package io.nephoscope.publisher.amqp.wire;

import static java.util.Objects.requireNonNullElse;

import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Sample;
import org.jspecify.annotations.Nullable;

/** Writes samples as JSON objects, each with its signature. Not thread-safe. */
final class SampleWriter {

    /** The agent names a source for each sample; this is Ceilometer's default. */
    private static final String DEFAULT_SOURCE = "openstack";

    private static final long MAX_REMEMBERED_BYTES = 16L << 20;

    private final SubjectForms forms = new SubjectForms(MAX_REMEMBERED_BYTES);
    private final Bytes preimage = new Bytes(2048);
    private final @Nullable Signer signer;

    SampleWriter(WireFormat format) {
        signer = format.secret().isEmpty() ? null : new Signer(format.secret());
    }

    /**
     * Appends a sample.
     *
     * @param timestamp the sample's time, as text
     */
    void write(Bytes out, Sample sample, String timestamp) {
        SubjectForm subject = forms.of(sample.subject());
        String id = sample.id().toString();
        String origin = requireNonNullElse(sample.source(), DEFAULT_SOURCE);
        PythonJson.string(out.ascii("{\"source\": "), origin);
        writeReading(out, sample);
        out.ascii(", ").put(subject.identity);
        out.ascii(", \"timestamp\": \"").ascii(timestamp);
        out.ascii("\", \"resource_metadata\": ").put(subject.metadata);
        out.ascii(", \"message_id\": \"").ascii(id);
        PythonJson.value(out.ascii("\", \"monotonic_time\": "), sample.monotonicTime());
        out.ascii(", \"message_signature\": \"");
        if (signer != null) {
            signed(sample, id);
            preimage.put(subject.signedResource);
            preimage.ascii("source").utf8(origin).ascii("timestamp").ascii(timestamp);
            preimage.put(subject.signedUser);
            signer.sign(preimage, out);
        }
        out.ascii("\"}");
    }

    private static void writeReading(Bytes out, Sample sample) {
        Meter meter = sample.meter();
        PythonJson.string(out.ascii(", \"counter_name\": "), meter.name());
        out.ascii(", \"counter_type\": \"").ascii(meter.type().wireName());
        PythonJson.string(out.ascii("\", \"counter_unit\": "), meter.unit());
        PythonJson.value(out.ascii(", \"counter_volume\": "), sample.volume());
    }

    private void signed(Sample sample, String id) {
        Meter meter = sample.meter();
        preimage.clear().ascii("counter_name").utf8(meter.name());
        preimage.ascii("counter_type").ascii(meter.type().wireName());
        preimage.ascii("counter_unit").utf8(meter.unit());
        PythonRepr.text(preimage.ascii("counter_volume"), sample.volume());
        preimage.ascii("message_id").ascii(id);
        PythonRepr.text(preimage.ascii("monotonic_time"), sample.monotonicTime());
    }
}
