package io.nephoscope.pollsters.hardware;

import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.connector.snmp.SnmpUrl;
import io.nephoscope.support.text.Credentials;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A device that is polled: how it is asked, and how its samples describe it. Without credentials in what is sent. Its subjects
 * are shared from cycle to cycle while they stay the same. Thread-safe.
 */
final class MonitoredDevice {

    private static final String RESOURCE_URL = "resource_url";
    private static final String RESOURCE_ID = "resource_id";

    private final SnmpUrl url;
    private final String id;
    /** What the discovery says of it, for the metadata. */
    private final Map<String, @Nullable Object> extra;

    private final Map<String, Subject> subjects = new ConcurrentHashMap<>();

    private MonitoredDevice(SnmpUrl url, String id, Map<String, @Nullable Object> extra) {
        this.url = url;
        this.id = id;
        this.extra = extra;
    }

    /**
     * The device that a resource is: a URL, or what a discovery knows, with {@value #RESOURCE_URL} and
     * {@value #RESOURCE_ID} in it.
     *
     * @throws IllegalArgumentException if it is none; the message goes on after its name and shows no secret
     */
    static MonitoredDevice of(Resource resource) {
        if (resource.detail() instanceof Map<?, ?> known) {
            return discovered(known);
        }
        Optional<String> written = resource.as(String.class);
        if (written.isEmpty()) {
            throw new IllegalArgumentException("is no device that can be asked by SNMP");
        }
        SnmpUrl url = SnmpUrl.of(written.get());
        return new MonitoredDevice(url, url.host(), Map.of());
    }

    private static MonitoredDevice discovered(Map<?, ?> known) {
        if (!(known.get(RESOURCE_URL) instanceof String written) || !(known.get(RESOURCE_ID) instanceof String id)) {
            throw new IllegalArgumentException("was found without a " + RESOURCE_URL + " and a " + RESOURCE_ID);
        }
        SnmpUrl url = SnmpUrl.of(written);
        Map<String, @Nullable Object> extra = new LinkedHashMap<>();
        known.forEach((key, value) ->
                extra.put(String.valueOf(key), value instanceof String text ? Credentials.cutFrom(text) : value));
        extra.put(RESOURCE_URL, url.withoutCredentials());
        return new MonitoredDevice(url, id, Collections.unmodifiableMap(extra));
    }

    SnmpUrl url() {
        return url;
    }

    /** The device as a whole, described by more. */
    Subject whole(Map<String, @Nullable Object> described) {
        return subject(id, described, extra);
    }

    /** A part of the device. */
    Subject part(String name, Map<String, @Nullable Object> described) {
        String partId = id + "." + name;
        Map<String, @Nullable Object> own = new LinkedHashMap<>(extra);
        own.put(RESOURCE_ID, partId);
        return subject(partId, described, own);
    }

    /** In the order of Ceilometer: what was read, the URL, what the discovery says. */
    private Subject subject(
            String resourceId, Map<String, @Nullable Object> described, Map<String, @Nullable Object> own) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(described);
        all.put(RESOURCE_URL, url.withoutCredentials());
        all.putAll(own);
        Subject now = new Subject(resourceId, Owner.NOBODY, Metadata.of(all));
        // Two rows of one id take turns at most, and then are encoded anew.
        Subject before = subjects.put(resourceId, now);
        if (now.equals(before)) {
            subjects.put(resourceId, before);
            return before;
        }
        return now;
    }
}
