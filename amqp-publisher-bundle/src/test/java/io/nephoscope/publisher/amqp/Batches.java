package io.nephoscope.publisher.amqp;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.testkit.FakeBatch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Batches of samples such as a compute node has. */
final class Batches {

    private static final Meter CPU = Meter.cumulative("cpu", "ns");

    private Batches() {}

    static SampleBatch of(int samples) {
        return of(subjects(samples));
    }

    static SampleBatch of(List<Subject> subjects) {
        List<Sample> samples = subjects.stream()
                .map(subject -> Sample.of(CPU, 1_234_567_890_123L, subject).readAt(4563.123456789))
                .toList();
        return FakeBatch.of("source", "cpu", Instant.now(), samples);
    }

    static List<Subject> subjects(int count) {
        return IntStream.range(0, count).mapToObj(Batches::subject).toList();
    }

    private static Subject subject(int number) {
        String id = "ee38586b-9e9d-5578-ba71-5fc66a44" + (1000 + number);
        Map<String, Object> flavor =
                Map.of("id", "2", "name", "m1.small", "vcpus", 1, "ram", 2048, "disk", 20, "ephemeral", 0, "swap", 0);
        Metadata metadata = Metadata.of(Map.of("display_name", "vm-" + number, "instance_id", id, "flavor", flavor))
                .withAll(Map.of(
                        "instance_type", "m1.small",
                        "host", "392d927f3b597153ece8f2121769567ce7fe950dd641eee56fe2db12",
                        "status", "active",
                        "state", "running",
                        "image_ref", "1f87d62b-b1b1-5e76-bf0d-471a8b49d495",
                        "architecture", "x86_64",
                        "os_type", "hvm",
                        "memory_mb", 2048,
                        "disk_gb", 20));
        Owner owner = Owner.of("ab29b0bd41965a0b914392c839ce0ada", "f351f7c5125e509cbd626345c778a51b");
        return new Subject(id, owner, metadata);
    }
}
