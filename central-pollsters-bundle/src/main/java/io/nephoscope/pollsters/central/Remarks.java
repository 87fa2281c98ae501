package io.nephoscope.pollsters.central;

import io.nephoscope.connector.openstack.cloud.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one poll remarked of entries that are odd, but not so odd that they cannot be measured. The same of many is one
 * remark. Thread-safe.
 */
final class Remarks {

    /** So many different ones are told apart. */
    private static final int MOST = 20;

    private final Map<String, Remark> remarks = new LinkedHashMap<>();

    /** How often, and of whom for example. */
    private record Remark(int count, String example) {

        Remark again() {
            return new Remark(count + 1, example);
        }
    }

    void withoutVolume(JsonObject entry) {
        add("without a volume yet, so no sample", entry);
    }

    void unknown(String key, String value, JsonObject entry) {
        add("with the unknown " + key + " " + value + ", sent as " + StatusCodes.UNKNOWN, entry);
    }

    private void add(String what, JsonObject entry) {
        add(what, entry.text("id").or(() -> entry.text("name")).orElse("without an id"));
    }

    private synchronized void add(String what, String example) {
        Remark known = remarks.get(what);
        if (known != null) {
            remarks.put(what, known.again());
        } else if (remarks.size() < MOST) {
            remarks.put(what, new Remark(1, example));
        }
    }

    /** One line for each. */
    synchronized List<String> lines() {
        return remarks.entrySet().stream()
                .map(each -> each.getValue().count() + " " + each.getKey() + " (such as "
                        + each.getValue().example() + ")")
                .toList();
    }
}
