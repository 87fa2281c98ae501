package io.nephoscope.faults.oracle;

import java.util.stream.IntStream;

/**
 * A source of polling.yaml and the one list that its pollster reads. Each answer is a slot, and each entry says of which
 * slot and of which resource it is.
 *
 * @param resources how many entries its list has
 */
public record TargetSource(String name, int resources) {

    /** Room for the number of a resource in a value. */
    private static final long RESOURCES_MAX = 1_000_000;

    public TargetSource {
        if (resources < 1 || resources >= RESOURCES_MAX) {
            throw new IllegalArgumentException("a source has 1 to 999,999 resources, not " + resources);
        }
    }

    /** The meter, which is also the name of the pollster. */
    public String meter() {
        return "oracle." + name;
    }

    String resourceId(int resource) {
        return name + "-" + resource;
    }

    static long value(long slot, int resource) {
        return slot * RESOURCES_MAX + resource;
    }

    static long slotOf(long value) {
        return Math.floorDiv(value, RESOURCES_MAX);
    }

    static int resourceOf(long value) {
        return (int) Math.floorMod(value, RESOURCES_MAX);
    }

    /** What the target answers at a slot. */
    String answer(long slot) {
        StringBuilder answer = new StringBuilder("{\"entries\": [");
        IntStream.range(0, resources).forEach(resource -> answer.append(resource == 0 ? "" : ", ")
                .append("{\"id\": \"")
                .append(resourceId(resource))
                .append("\", \"value\": ")
                .append(value(slot, resource))
                .append(", \"user_id\": \"u\", \"project_id\": \"p\"}"));
        return answer.append("]}").toString();
    }

    /** The definition of its pollster, for our agent and for Ceilometer. */
    String definition() {
        return """
                - name: "%s"
                  sample_type: "gauge"
                  unit: "slot"
                  value_attribute: "value"
                  endpoint_type: "%s"
                  url_path: "%s"
                  response_entries_key: "entries"
                """.formatted(meter(), Targets.SERVICE, name);
    }
}
