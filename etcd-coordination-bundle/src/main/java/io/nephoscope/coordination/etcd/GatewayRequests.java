package io.nephoscope.coordination.etcd;

import static io.nephoscope.coordination.etcd.EtcdKeys.encoded;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.support.json.JsonWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The bodies of requests, as etcd's gateway wants them. */
final class GatewayRequests {

    private static final JsonWriter WRITER = JsonWriter.plain();

    private GatewayRequests() {}

    static String grant(long seconds) {
        return WRITER.text(Map.of("TTL", seconds));
    }

    static String lease(long id) {
        return WRITER.text(Map.of("ID", Long.toString(id)));
    }

    static String login(String user, String password) {
        return WRITER.text(Map.of("name", user, "password", password));
    }

    static String put(String key, String value, long lease) {
        return WRITER.text(Map.of("key", encoded(key), "value", encoded(value), "lease", Long.toString(lease)));
    }

    /** Writes all if each key was changed last in its revision. Of one that is not there this is 0. */
    static String commit(EtcdKeys keys, Map<String, Long> expected, Map<String, String> writes) {
        List<?> compares = expected.entrySet().stream()
                .map(entry -> Map.of(
                        "key",
                        encoded(keys.record(entry.getKey())),
                        "target",
                        "MOD",
                        "result",
                        "EQUAL",
                        "mod_revision",
                        Long.toString(entry.getValue() == Coordination.ABSENT ? 0 : entry.getValue())))
                .toList();
        List<?> puts = writes.entrySet().stream()
                .map(entry -> Map.of(
                        "request_put",
                        Map.of("key", encoded(keys.record(entry.getKey())), "value", encoded(entry.getValue()))))
                .toList();
        return WRITER.text(Map.of("compare", compares, "success", puts));
    }

    /** Reads records, all at one time. */
    static String read(EtcdKeys keys, Collection<String> names) {
        return reads(names.stream()
                .map(name -> Map.of("key", encoded(keys.record(name))))
                .toList());
    }

    /** Reads all members and the assignment. */
    static String readView(EtcdKeys keys) {
        return reads(List.of(
                Map.of("key", encoded(keys.members()), "range_end", encoded(EtcdKeys.endOf(keys.members()))),
                Map.of("key", encoded(keys.assignment()))));
    }

    /** Reads how many members there are, and when the assignment was changed. */
    static String readOutline(EtcdKeys keys) {
        return reads(List.of(
                Map.of(
                        "key",
                        encoded(keys.members()),
                        "range_end",
                        encoded(EtcdKeys.endOf(keys.members())),
                        "count_only",
                        true),
                Map.of("key", encoded(keys.assignment()), "keys_only", true)));
    }

    private static String reads(List<?> ranges) {
        return WRITER.text(Map.of(
                "success",
                ranges.stream().map(range -> Map.of("request_range", range)).toList()));
    }

    /** Two watches in one stream: what members write of their progress is no news to others. */
    static String watches(EtcdKeys keys, long fromRevision) {
        String from = Long.toString(fromRevision);
        return WRITER.text(Map.of(
                        "create_request",
                        Map.of(
                                "key",
                                encoded(keys.members()),
                                "range_end",
                                encoded(EtcdKeys.endOf(keys.members())),
                                "start_revision",
                                from)))
                + WRITER.text(
                        Map.of("create_request", Map.of("key", encoded(keys.assignment()), "start_revision", from)));
    }
}
