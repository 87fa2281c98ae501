package io.nephoscope.connector.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.sample.Subject;
import io.nephoscope.connector.libvirt.Instance.Devices;
import io.nephoscope.connector.libvirt.Instance.DiskSizes;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InstanceTest {

    private final Instance instance = new Instance(
            new UUID(1, 2), Subject.of("id"), new Devices(List.of(), List.of(), 0, 0), new DiskSizes(8, 2));

    @Test
    void addsToItsMetadata() {
        assertThat(instance.subjectWith("cpu_number", 2).metadata().asMap()).containsEntry("cpu_number", 2L);
        assertThat(instance.subjectWith("cpu_number", null).metadata().asMap()).containsEntry("cpu_number", null);
    }

    @Test
    void sharesTheSubjectWhileTheValueStays() {
        Subject first = instance.subjectWith("cpu_number", 2L);

        assertThat(instance.subjectWith("cpu_number", 2L)).isSameAs(first);
        assertThat(instance.subjectWith("cpu_number", 3L)).isNotSameAs(first);
    }

    @Test
    void isOutdatedOnceSomebodySaysSo() {
        assertThat(instance.isOutdated()).isFalse();

        instance.markOutdated();

        assertThat(instance.isOutdated()).isTrue();
    }
}
