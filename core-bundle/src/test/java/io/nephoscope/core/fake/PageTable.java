package io.nephoscope.core.fake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A table of the page about configuration, as the lists of its cells. */
public final class PageTable {

    private PageTable() {}

    /** The rows of the last table below a heading whose first cell is code. */
    public static List<List<String>> below(String heading) throws IOException {
        return Files.readAllLines(Path.of("../docs/configuration.md")).stream()
                .dropWhile(line -> !line.equals("## " + heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.stream(line.split("\\|", -1))
                        .skip(1)
                        .map(String::strip)
                        .map(cell -> cell.replace("`", ""))
                        .toList())
                .toList();
    }
}
