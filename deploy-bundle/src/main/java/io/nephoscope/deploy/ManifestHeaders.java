package io.nephoscope.deploy;

import static java.util.stream.Collectors.toList;

import io.nephoscope.api.pollster.PollsterService;
import io.nephoscope.support.text.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a manifest lists, readable where the bundle is not even installed. */
final class ManifestHeaders {

    private static final String NAME = "name=";

    private ManifestHeaders() {}

    /** The names of the pollsters that Provide-Capability lists. */
    static List<String> pollsters(@Nullable String provideCapability) {
        return clauses(provideCapability)
                .filter(parts -> parts.get(0).equals(PollsterService.CAPABILITY))
                .flatMap(parts -> parts.stream()
                        .filter(part -> part.startsWith(NAME))
                        .map(part -> OneLine.of(unquoted(part.substring(NAME.length())))))
                .sorted()
                .collect(toList());
    }

    /** The packages that Export-Package lists. */
    static List<String> packages(@Nullable String exportPackage) {
        return clauses(exportPackage)
                .flatMap(parts -> parts.stream().filter(part -> part.indexOf('=') < 0))
                .collect(toList());
    }

    private static Stream<List<String>> clauses(@Nullable String header) {
        return header == null ? Stream.empty() : split(header, ',').stream().map(clause -> split(clause, ';'));
    }

    /** The parts between separators that are not within quotes. Never recurses: a header may be large. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            quoted ^= c == '"';
            if (c == separator && !quoted) {
                parts.add(text.substring(start, at).strip());
                start = at + 1;
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }

    private static String unquoted(String value) {
        String stripped = value.strip();
        return stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"")
                ? stripped.substring(1, stripped.length() - 1)
                : stripped;
    }
}
