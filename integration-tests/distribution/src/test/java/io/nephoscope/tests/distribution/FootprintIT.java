package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FootprintIT {

    private static final int GUESTS = 100;
    private static final int CYCLES = 15;
    private static final String GUEST = """
            <domain type="test"><name>instance-%08x</name><uuid>0f0f0f0f-2222-4222-8333-%012x</uuid>
            <metadata><nova:instance xmlns:nova="http://openstack.org/xmlns/libvirt/nova/1.1"><nova:name>guest %1$d</nova:name>
            <nova:flavor name="m1.tiny"><nova:memory>512</nova:memory><nova:disk>1</nova:disk><nova:swap>0</nova:swap>
            <nova:ephemeral>0</nova:ephemeral><nova:vcpus>1</nova:vcpus></nova:flavor>
            <nova:owner><nova:user uuid="u">u</nova:user><nova:project uuid="p">p</nova:project></nova:owner>
            </nova:instance></metadata>
            <memory>262144</memory><vcpu>1</vcpu><os><type arch="x86_64">hvm</type></os><devices>
            <disk type="file" device="disk"><source file="/guest-%1$d"/><target dev="vda"/></disk>
            <interface type="bridge"><mac address="52:54:00:00:00:%1$02x"/><source bridge="br0"/><target dev="tap%1$d"/></interface>
            </devices></domain>
            """;

    @TempDir
    Path folder;

    @Test
    void staysSmallWhilePollingAHundredGuests() throws Exception {
        Path guests = Files.writeString(
                folder.resolve("guests.xml"),
                IntStream.range(0, GUESTS)
                        .mapToObj(i -> GUEST.formatted(i, i))
                        .collect(Collectors.joining("", "<node>", "</node>")));
        try (Agent agent = Agent.in(folder)
                .configure("io.nephoscope.connector.libvirt", "uri=test://" + guests)
                .polling("sources: [{name: all, interval: 1, meters: ['*']}]")
                .run()) {
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> agent.samples("cpu").size() >= GUESTS * CYCLES);

            long megabytes = residentKilobytes(agent.pid()) / 1024;

            Figures.record("resident memory while polling 100 guests each second", megabytes + " MB");
            assertThat(megabytes).isLessThan(200);
        }
    }

    private static long residentKilobytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
