package io.nephoscope.publisher.amqp.wire;

import static java.util.Objects.requireNonNullElse;

import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Writes samples as JSON objects, each with its signature. What several samples share is encoded once;
 * of each one alone are its volume, its id and its signature. Not thread-safe.
 */
final class SampleWriter {

    /** The agent names a source for each sample; this is Ceilometer's default. */
    private static final String DEFAULT_SOURCE = "openstack";

    private static final long MAX_REMEMBERED_BYTES = 16L << 20;

    private final Driver driver;
    private final SubjectForms subjects;
    private final LastForm<String> sources = new LastForm<>(this::sourceForm);
    private final LastForm<Meter> meters = new LastForm<>(this::meterForm);
    private final LastForm<Double> times = new LastForm<>(this::timeForm);
    private final Form noTime;
    private final byte[] end;
    private final Bytes preimage = new Bytes(2048);
    private final @Nullable Signer signer;

    SampleWriter(WireFormat format) {
        driver = format.driver();
        subjects = new SubjectForms(driver, MAX_REMEMBERED_BYTES);
        noTime = timeForm(null);
        end = driver.inBody("\"}");
        signer = format.secret().isEmpty() ? null : new Signer(format.secret());
    }

    /**
     * Appends a sample.
     *
     * @param timestamp the sample's time, as text
     */
    void write(Bytes out, Sample sample, String timestamp) {
        SubjectForm subject = subjects.of(sample.subject());
        Form source = sources.of(requireNonNullElse(sample.source(), DEFAULT_SOURCE));
        Form meter = meters.of(sample.meter());
        Double monotonicTime = sample.monotonicTime();
        Form time = monotonicTime == null || !Double.isFinite(monotonicTime) ? noTime : times.of(monotonicTime);
        PythonJson.value(out.put(source.json).put(meter.json), sample.volume());
        subject.identity(out);
        subject.metadata(out.ascii(timestamp));
        Digits.uuid(out, sample.id()).put(time.json);
        if (signer != null) {
            PythonRepr.text(preimage.clear().put(meter.signed), sample.volume());
            Digits.uuid(preimage.ascii("message_id"), sample.id()).put(time.signed);
            subject.signedResource(preimage);
            subject.signedUser(preimage.put(source.signed).ascii("timestamp").ascii(timestamp));
            signer.sign(preimage, out);
        }
        out.put(end);
    }

    private Form sourceForm(String source) {
        Bytes json = PythonJson.string(new Bytes(64).ascii("{\"source\": "), source);
        Bytes signed = new Bytes(64).ascii("source").utf8(source);
        return new Form(driver.inBody(json), signed.copy());
    }

    private Form meterForm(Meter meter) {
        Bytes json = new Bytes(256);
        PythonJson.string(json.ascii(", \"counter_name\": "), meter.name());
        json.ascii(", \"counter_type\": \"").ascii(meter.type().wireName());
        PythonJson.string(json.ascii("\", \"counter_unit\": "), meter.unit());
        json.ascii(", \"counter_volume\": ");
        Bytes signed = new Bytes(128).ascii("counter_name").utf8(meter.name());
        signed.ascii("counter_type").ascii(meter.type().wireName());
        signed.ascii("counter_unit").utf8(meter.unit()).ascii("counter_volume");
        return new Form(driver.inBody(json), signed.copy());
    }

    private Form timeForm(@Nullable Double monotonicTime) {
        Bytes json = new Bytes(64).ascii("\", \"monotonic_time\": ");
        PythonJson.value(json, monotonicTime);
        json.ascii(", \"message_signature\": \"");
        Bytes signed = new Bytes(64).ascii("monotonic_time");
        PythonRepr.text(signed, monotonicTime);
        return new Form(driver.inBody(json), signed.copy());
    }
}
