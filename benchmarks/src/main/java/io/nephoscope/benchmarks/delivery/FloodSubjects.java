package io.nephoscope.benchmarks.delivery;

import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Subject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a flood is about: servers, described as the compute pollsters describe them. Runs inside the agent. */
final class FloodSubjects {

    static final String USER = "6f1d0c8b2a7e4d35b9c4e0f7a1d28356";
    static final String PROJECT = "b70d0c4e8f6a4c1f9a6e2d5b3c8a9174";

    private static final String FLAVOR = "m1.small";
    private static final String IMAGE = "5f0c2b9e-9a7d-4a3b-8f0e-2d1c6b7a4e90";
    private static final Map<String, Object> METADATA = Map.ofEntries(
            Map.entry("display_name", "web-frontend"),
            Map.entry("name", "instance-00000a41"),
            Map.entry("instance_id", "0d4cf1d2-6f5b-4f0f-a44e-3ab42b1c7d66"),
            Map.entry("instance_type", FLAVOR),
            Map.entry("host", "6e8d2a9c1b4f7053d6e2a8c19b4f70536e8d2a9c1b4f7053d6e2a8c1"),
            Map.entry("instance_host", "compute-17.example.org"),
            Map.entry(
                    "flavor",
                    Map.of("id", "2", "name", FLAVOR, "vcpus", 1, "ram", 2048, "disk", 20, "ephemeral", 0, "swap", 0)),
            Map.entry("status", "active"),
            Map.entry("state", "running"),
            Map.entry("task_state", ""),
            Map.entry("image", Map.of("id", IMAGE)),
            Map.entry("image_ref", IMAGE),
            Map.entry("architecture", "x86_64"),
            Map.entry("OS-EXT-AZ:availability_zone", "nova"),
            Map.entry("vcpus", 1),
            Map.entry("memory_mb", 2048),
            Map.entry("disk_gb", 20),
            Map.entry("ephemeral_gb", 0),
            Map.entry("root_gb", 20));

    private FloodSubjects() {}

    /** So many servers. */
    static List<Subject> of(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Subject(id(i), Owner.of(USER, PROJECT), Metadata.of(METADATA)))
                .toList();
    }

    static Map<String, Object> metadata() {
        return METADATA;
    }

    private static String id(int number) {
        return "0d4cf1d2-6f5b-4f0f-a44e-%012d".formatted(number);
    }
}
