package io.nephoscope.shell.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TableTest {

    private record Row(String name, String bundle, long count, String error) {}

    private static final Table<Row> TABLE = new Table<Row>()
            .key("NAME", Row::name)
            .tail("BUNDLE", Row::bundle)
            .number("COUNT", Row::count)
            .note(Row::error);

    @Test
    void alignsTextToTheLeftAndNumbersToTheRight() {
        List<Row> rows = List.of(new Row("cpu", "a.b", 5, ""), new Row("memory", "a", 1234567, ""));

        String text = TABLE.render(rows, 80);

        assertThat(text).isEqualTo("""
                NAME   BUNDLE   COUNT
                cpu    a.b          5
                memory a      1234567
                """);
    }

    @Test
    void shortensWhatMayBeShortenedOnly() {
        List<Row> rows = List.of(new Row("disk.device.read.bytes", "io.nephoscope.pollsters.compute", 42, ""));

        String text = TABLE.render(rows, 40);

        assertThat(text.lines()).contains("disk.device.read.bytes …rs.compute    42");
    }

    @Test
    void putsNotesBelowTheirRow() {
        List<Row> rows = List.of(new Row("cpu", "b", 0, "the connection was\nrefused"), new Row("vcpus", "b", 0, ""));

        String text = TABLE.render(rows, 80);

        assertThat(text.lines().skip(2)).containsExactly("    the connection was refused", "vcpus b          0");
    }

    @Test
    void keepsControlCharactersFromTheTerminal() {
        String text = TABLE.render(List.of(new Row("\u001b[2Jcpu", "b\tc", 0, "")), 80);

        assertThat(text).doesNotContain("\u001b", "\t");
    }

    @Test
    void writesNoLineLongerThanTheWidth() {
        Random random = new Random(42);
        for (int run = 0; run < 500; run++) {
            int width = 40 + random.nextInt(100);
            List<Row> rows = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                rows.add(new Row(
                        text(random),
                        text(random),
                        random.nextLong(),
                        text(random).replaceAll("(.{20})", "$1 ")));
            }

            String table = TABLE.render(rows, width);

            assertThat(table.lines())
                    .filteredOn(line -> line.strip().indexOf(' ') >= 0) // a single word is not parted
                    .allSatisfy(line -> assertThat(Words.length(line)).isLessThanOrEqualTo(width));
        }
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(90), 1, 0x1F700)
                .filter(Character::isDefined)
                .filter(c -> c < 0xD800 || c > 0xDFFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void makesLinesOfARowThatDoesNotFit() {
        List<Row> rows = List.of(new Row("disk.device.read.bytes", "io.nephoscope", 42, "it failed"));

        assertThat(TABLE.render(rows, 30)).isEqualTo("""
                disk.device.read.bytes
                    BUNDLE io.nephoscope,
                    COUNT 42
                    it failed
                """);
    }
}
