package io.nephoscope.partition.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.partition.Member;
import io.nephoscope.partition.SlotAssigner;
import io.nephoscope.partition.SlotAssigner.Limits;
import io.nephoscope.partition.SlotAssignment;
import io.nephoscope.partition.SlotAssignment.Change;
import io.nephoscope.partition.SlotLoads;
import io.nephoscope.partition.Watermark;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static List<Member> members(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new Member(String.format("controller-%04d.example.org", i), 1))
                .toList();
    }

    /** One that has seen some members come and one crash. */
    private static SlotAssignment grown(int slots, int members) {
        SlotLoads loads = SlotLoads.uniform(slots);
        SlotAssignment assignment = SlotAssignment.none(slots);
        for (int step = 1; step <= 4; step++) {
            assignment = assignment.next(
                    SlotAssigner.assign(assignment.owners(), members(0, members * step / 4), loads, Limits.NONE),
                    new Change(Map.of(), NOW.plusSeconds(step * 10L), Instant.EPOCH));
        }
        Watermark done = Watermark.of(NOW).with("cloud sources/disk.device.read", NOW.plusSeconds(60));
        return assignment.next(
                SlotAssigner.assign(assignment.owners(), members(1, members), loads, Limits.NONE),
                new Change(Map.of(members(0, 1).get(0).id(), done), NOW.plusSeconds(70), NOW));
    }

    @ParameterizedTest
    @CsvSource({"4096, 3", "4096, 10", "4096, 100", "4096, 1000", "16384, 1000"})
    void keepAnAssignment(int slots, int members) throws Exception {
        SlotAssignment assignment = grown(slots, members);

        String text = SlotAssignmentText.write(assignment);

        System.out.printf("assignment of %d slots, %d members: %d bytes%n", slots, members, text.length());
        assertThat(SlotAssignmentText.read(text)).isEqualTo(assignment);
        assertThat(SlotAssignmentText.write(SlotAssignmentText.read(text))).isEqualTo(text);
        assertThat(text.getBytes(UTF_8)).hasSizeLessThan(256 * 1024);
    }

    @Test
    void canBeReadByAnOperator() {
        assertThat(SlotAssignmentText.write(grown(16, 4)).lines())
                .startsWith(
                        "nephoscope-assignment 1",
                        "generation 5",
                        "slots 16",
                        "member controller-0001.example.org 1",
                        "member controller-0002.example.org 1",
                        "member controller-0003.example.org 1")
                .contains(
                        "former controller-0000.example.org",
                        "until done 2026-01-02T03:04:05Z cloud+sources%2Fdisk.device.read=2026-01-02T03:05:05Z");
    }

    @Test
    void keepAMember() throws Exception {
        MemberRecord member = new MemberRecord(new Member("ctl-1", 3), true, "1a 2b", "4711 x");

        assertThat(member.write()).isEqualTo("""
                nephoscope-member 1
                id ctl-1
                weight 3
                state leaving
                polling 1a+2b
                process 4711+x
                """);
        assertThat(MemberRecord.read(member.write())).isEqualTo(member);
    }

    @Test
    void keepAWatermark() throws Exception {
        Watermark done = Watermark.NOTHING.with("a=b c\n%", NOW).with("", NOW.plusMillis(1));

        assertThat(WatermarkText.read(WatermarkText.write(done))).isEqualTo(done);
    }

    /** ZooKeeper takes a megabyte, and progress is written again and again while a cycle goes on. */
    @Test
    void keepTheWatermarkOfFiveThousandSeries() throws Exception {
        Map<String, Instant> series = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            series.put("cloud source " + i % 7 + "/dynamic.service_" + i + ".usage", NOW.plusSeconds(i % 3 * 60L));
        }
        Watermark done = Watermark.NOTHING.with(series);

        long start = System.nanoTime();
        String text = WatermarkText.write(done);
        System.out.printf(
                "progress of 5,000 series: %d bytes, %.1f ms%n", text.length(), (System.nanoTime() - start) / 1e6);

        assertThat(text).hasSizeLessThan(100_000);
        assertThat(WatermarkText.read(text)).isEqualTo(done);
    }

    @Test
    void passOverWhatALaterVersionAdds() throws Exception {
        assertThat(MemberRecord.read(
                        "nephoscope-member 1\nid a\ncolour blue sky\nweight 1\nstate present\npolling x\n"))
                .isEqualTo(new MemberRecord(new Member("a", 1), false, "x", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "nephoscope-member 2\nid a\nweight 1\nstate present\npolling x\n",
                "nephoscope-member 1\nid a\nstate present\npolling x\n",
                "nephoscope-member 1\nid a\nweight one\nstate present\npolling x\n",
                "nephoscope-member 1\nid a\nweight 0\nstate present\npolling x\n",
                "nephoscope-member 1\nid a b/c\nid a\nweight 1\nstate present\npolling x\n",
                "nephoscope-member 1\nid /\nweight 1\nstate present\npolling %zz\n"
            })
    void areRefusedWithAReason(String text) {
        assertThatThrownBy(() -> MemberRecord.read(text))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageMatching("(?s).{10,}");
    }

    /** Whatever lies there, reading it ends in one of two ways. */
    @Test
    void neitherFailOtherwiseNorHangWhenTheyAreDamaged() {
        Random random = new Random(5);
        String good = SlotAssignmentText.write(grown(64, 4));
        for (int i = 0; i < 5000; i++) {
            StringBuilder bad = new StringBuilder(good);
            for (int n = random.nextInt(3); n >= 0; n--) {
                bad.setCharAt(random.nextInt(bad.length()), (char) (random.nextInt(96) + 31));
            }
            if (random.nextInt(4) == 0) {
                bad.setLength(random.nextInt(bad.length()));
            }
            assertThatCode(() -> read(bad.toString())).as(bad.toString()).doesNotThrowAnyException();
        }
    }

    private static void read(String text) {
        try {
            assertThat(SlotAssignmentText.read(text).owners().count()).isPositive();
        } catch (MalformedRecordException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }
}
