package io.nephoscope.pollsters.dynamic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The folders of definitions that a {@code ceilometer.conf} names: each {@code pollsters_definitions_dirs} of its groups DEFAULT
 * and polling, or Ceilometer's own folder if there is none.
 */
final class CeilometerConf {

    private static final String OPTION = "pollsters_definitions_dirs";
    private static final List<String> GROUPS = List.of("DEFAULT", "polling");
    private static final List<String> USUAL = List.of("/etc/ceilometer/pollsters.d");

    private CeilometerConf() {}

    /** @throws IOException if the file cannot be read */
    static List<String> folders(Path file) throws IOException {
        List<String> folders = new ArrayList<>();
        String group = "DEFAULT";
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            String text = line.strip();
            if (text.startsWith("[") && text.endsWith("]")) {
                group = text.substring(1, text.length() - 1).strip();
            } else if (GROUPS.contains(group) && !text.startsWith("#") && !text.startsWith(";")) {
                String[] parts = text.split("[=:]", 2);
                if (parts.length == 2 && parts[0].strip().equals(OPTION)) {
                    folders.add(unquoted(parts[1].strip()));
                }
            }
        }
        folders.removeIf(String::isEmpty);
        return folders.isEmpty() ? USUAL : List.copyOf(folders);
    }

    /** As oslo.config takes off one pair of quotes. */
    private static String unquoted(String text) {
        boolean isQuoted = text.length() > 1
                && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                && text.charAt(0) == text.charAt(text.length() - 1);
        return isQuoted ? text.substring(1, text.length() - 1) : text;
    }
}
