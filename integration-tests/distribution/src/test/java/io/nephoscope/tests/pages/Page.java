package io.nephoscope.tests.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A page in Markdown.
 *
 * @param file where it is
 * @param lines what it says, code included
 */
public record Page(Path file, List<String> lines) {

    private static final Pattern LINK = Pattern.compile("\\[[^\\[\\]]*]\\(([^()\\s]+)\\)");
    private static final Pattern SNIPPET = Pattern.compile("<!-- snippet: ([^#\\s]+)(?:#(\\S+))? -->");

    /**
     * A block of code.
     *
     * @param line the number of its first line
     * @param language what stands behind the fence
     * @param origin the file and region that the line before names; empty if there is no such line
     */
    public record Code(int line, String language, String origin, List<String> lines) {}

    public static Page read(Path file) throws IOException {
        return new Page(file.normalize(), Files.readAllLines(file));
    }

    /** Where its links lead, as written; those to other sites are left out. */
    List<String> links() {
        return prose().stream()
                .map(line -> line.replaceAll("`[^`]*`", "`"))
                .flatMap(line -> LINK.matcher(line).results())
                .map(result -> result.group(1))
                .filter(target -> !target.matches("[a-z]+:.*"))
                .toList();
    }

    /** The file that a link leads to. */
    Path target(String link) {
        return link.startsWith("#")
                ? file
                : file.resolveSibling(link.replaceFirst("#.*", "")).normalize();
    }

    /** The anchors of its headings, as the usual viewers make them. */
    List<String> anchors() {
        return prose().stream()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    /** Its blocks of code. */
    public List<Code> code() {
        List<Code> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("```")) {
                int end = i + 1;
                while (!lines.get(end).equals("```")) {
                    end++;
                }
                String before = i == 0 ? "" : lines.get(i - 1);
                String origin = SNIPPET.matcher(before)
                        .results()
                        .map(Page::origin)
                        .findFirst()
                        .orElse("");
                blocks.add(new Code(i + 2, lines.get(i).substring(3), origin, lines.subList(i + 1, end)));
                i = end;
            }
        }
        return blocks;
    }

    private static String origin(MatchResult marker) {
        return marker.group(2) == null ? marker.group(1) : marker.group(1) + "#" + marker.group(2);
    }

    /** The cells of the rows below a heading of the second level whose first cell is code. */
    List<List<String>> rowsBelow(String heading) {
        return lines.stream()
                .dropWhile(line -> !line.equals("## " + heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.stream(line.split("\\|", -1))
                        .skip(1)
                        .map(String::strip)
                        .toList())
                .toList();
    }

    /** All lines but those of code. */
    private List<String> prose() {
        List<String> prose = new ArrayList<>();
        boolean code = false;
        for (String line : lines) {
            if (line.startsWith("```")) {
                code = !code;
            } else if (!code && !line.startsWith("    ")) {
                prose.add(line);
            }
        }
        return prose;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
