package io.nephoscope.pollsters.hardware;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.connector.snmp.SnmpReading;
import io.nephoscope.connector.snmp.SnmpTrouble;
import io.nephoscope.connector.snmp.SnmpValue;
import io.nephoscope.support.text.OneLine;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the samples of one metric of what was read of devices. For one poll, in one thread. */
final class DeviceSamples {

    private static final String SOURCE = "hardware";
    private static final String ABSENT = "there is no such object, so no sample,";
    private static final String NOT_YET = "it has no value now, so no sample,";

    private final MeterDefinition metric;
    private final Poll poll;
    private final MeterRemarks remarks;

    DeviceSamples(MeterDefinition metric, Poll poll, MeterRemarks remarks) {
        this.metric = metric;
        this.poll = poll;
        this.remarks = remarks;
    }

    /** Emits the samples of a device, or says why there are none. */
    void emit(Resource resource, MonitoredDevice device, SnmpReading reading) {
        if (metric.isTable()) {
            emitRows(resource, device, reading);
        } else {
            emitOne(resource, device, reading);
        }
    }

    private void emitOne(Resource resource, MonitoredDevice device, SnmpReading reading) {
        Optional<SnmpValue> told = reading.value(metric.value().oid());
        if (told.isEmpty()) {
            fail(resource, device, untold(reading, metric.value().oid()));
            return;
        }
        Optional<Number> volume = volume(resource, device, metric.value(), told.get());
        if (volume.isPresent() && metric.post() == PostOperation.MEMORY) {
            volume = used(resource, device, reading, volume.get());
        }
        if (volume.isPresent()) {
            Map<String, @Nullable Object> described = described(field -> reading.value(field.oid()));
            send(volume.get(), device.whole(described));
        }
    }

    private Optional<Number> used(Resource resource, MonitoredDevice device, SnmpReading reading, Number free) {
        SnmpField total = new SnmpField(PostOperation.MEMORY_TOTAL, Converter.INT);
        Optional<SnmpValue> told = reading.value(total.oid());
        if (told.isEmpty()) {
            fail(resource, device, untold(reading, total.oid()));
            return Optional.empty();
        }
        return volume(resource, device, total, told.get())
                .map(all -> integer(all).subtract(integer(free)));
    }

    private static BigInteger integer(Number number) {
        return number instanceof BigInteger big ? big : BigInteger.valueOf(number.longValue());
    }

    /** A row whose name was not read would be filed under the device itself: so all columns, or no samples. */
    private void emitRows(Resource resource, MonitoredDevice device, SnmpReading reading) {
        Optional<String> missing =
                metric.columns().filter(column -> !reading.isComplete(column)).findFirst();
        if (missing.isPresent()) {
            fail(resource, device, untold(reading, missing.get()));
            return;
        }
        Map<String, SnmpValue> rows = reading.column(metric.value().oid());
        if (rows.isEmpty()) {
            remarks.add(ABSENT, device);
        }
        Map<String, SnmpValue> wide =
                metric.wide().map(field -> reading.column(field.oid())).orElse(Map.of());
        Map<String, String> addresses = metric.post() == PostOperation.NET ? addresses(reading) : Map.of();
        Set<String> names = new HashSet<>();
        rows.forEach((row, narrow) -> {
            SnmpValue value = wide.getOrDefault(row, narrow);
            Optional<Number> volume = volume(resource, device, metric.value(), value.isThere() ? value : narrow);
            if (volume.isPresent()) {
                send(volume.get(), row(device, reading, row, addresses, names));
            }
        });
    }

    private Subject row(
            MonitoredDevice device, SnmpReading reading, String row, Map<String, String> addresses, Set<String> names) {
        Map<String, @Nullable Object> described = described(
                field -> Optional.ofNullable(reading.column(field.oid()).get(row)));
        if (metric.post() == PostOperation.NET) {
            described.put("ip", addresses.getOrDefault(row, ""));
        }
        String part = metric.post().part();
        Object name = part.isEmpty() ? null : described.get(part);
        if (name == null || name.toString().isEmpty()) {
            if (!part.isEmpty()) {
                remarks.add("there are rows without a " + part + ", which are filed under the device itself,", device);
            }
            return device.whole(described);
        }
        if (!names.add(name.toString()) && metric.post() == PostOperation.NET) {
            remarks.add("there are interfaces of one name, which share one resource id (name them apart),", device);
        }
        return device.part(name.toString(), described);
    }

    /** Which address each interface has; of several, the last, as in Ceilometer. */
    private static Map<String, String> addresses(SnmpReading reading) {
        Map<String, String> addresses = new HashMap<>();
        reading.column(PostOperation.ADDRESSES).forEach((address, row) -> addresses.put(row.text(), address));
        return addresses;
    }

    /** Where a value stands. */
    private interface Place {

        Optional<SnmpValue> value(SnmpField field);
    }

    private Map<String, @Nullable Object> described(Place place) {
        Map<String, @Nullable Object> described = new LinkedHashMap<>();
        metric.metadata()
                .forEach((name, field) -> described.put(
                        name,
                        place.value(field)
                                .filter(SnmpValue::isThere)
                                .flatMap(field.converter()::convert)
                                .orElse(null)));
        return described;
    }

    private Optional<Number> volume(Resource resource, MonitoredDevice device, SnmpField field, SnmpValue value) {
        switch (value.kind()) {
            case NO_SUCH_OBJECT -> remarks.add(ABSENT, device);
            case NO_SUCH_INSTANCE -> remarks.add(NOT_YET, device);
            case FAILED -> fail(resource, device, "fails at %s: %s".formatted(field.oid(), value.text()));
            default -> {
                Optional<Number> volume = field.converter().volume(value);
                if (volume.isEmpty()) {
                    String told = OneLine.of(value.text(), 60);
                    fail(
                            resource,
                            device,
                            "tells \"%s\" at %s, of which %s makes no number"
                                    .formatted(
                                            told, field.oid(), field.converter().text()));
                }
                return volume;
            }
        }
        return Optional.empty();
    }

    /** Why something was not read at all. */
    private static String untold(SnmpReading reading, String oid) {
        return reading.trouble().map(SnmpTrouble::message).orElse("did not tell " + oid);
    }

    private void fail(Resource resource, MonitoredDevice device, String reason) {
        poll.failed(resource, device.url().host() + " " + reason);
    }

    private void send(Number volume, Subject subject) {
        poll.emit(Sample.of(metric.meter(), volume, subject).from(SOURCE));
    }
}
