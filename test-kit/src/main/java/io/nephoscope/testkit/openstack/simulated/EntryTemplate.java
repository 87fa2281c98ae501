package io.nephoscope.testkit.openstack.simulated;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What entries of a kind look like as JSON: one or more forms, of which they take turns. In double braces stands what
 * follows from the entry's number: {@code id}, its own, or {@code id volume}, of the volume that belongs to it;
 * {@code n}, the number, or {@code n of 9}, from 1 to 9; {@code of a b c}, one of the words; {@code hex}, 32 digits.
 */
final class EntryTemplate {

    private static final Pattern PLACE = Pattern.compile("\\{\\{([^}]+)}}");

    private final List<List<Part>> forms;

    private EntryTemplate(List<List<Part>> forms) {
        this.forms = forms;
    }

    private interface Part {

        void append(StringBuilder out, int number);
    }

    static EntryTemplate of(Kind kind, CloudSize size) {
        String text = resource(kind.label() + ".json");
        return new EntryTemplate(Stream.of(text.split("\n\n", -1))
                .map(form -> parts(form.strip(), kind, size))
                .toList());
    }

    /** A file beside this class. */
    static String resource(String name) {
        try (InputStream in = EntryTemplate.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Part> parts(String form, Kind kind, CloudSize size) {
        List<Part> parts = new ArrayList<>();
        Matcher place = PLACE.matcher(form);
        int from = 0;
        while (place.find()) {
            parts.add(fixed(form.substring(from, place.start())));
            parts.add(varying(place.group(1).split(" ", -1), kind, size));
            from = place.end();
        }
        parts.add(fixed(form.substring(from)));
        return parts;
    }

    private static Part fixed(String text) {
        String line = text.replace("\n", "");
        return (out, number) -> out.append(line);
    }

    private static Part varying(String[] words, Kind kind, CloudSize size) {
        String last = words[words.length - 1];
        return switch (words[0]) {
            case "id" -> {
                Kind other = words.length == 1
                        ? kind
                        : Kind.valueOf(last.toUpperCase(Locale.ROOT).replace('-', '_'));
                yield other == kind
                        ? (out, number) -> out.append(kind.id(number))
                        : (out, number) -> out.append(size.owner(other, number));
            }
            case "n" -> {
                int most = words.length == 1 ? 0 : Integer.parseInt(last);
                yield (out, number) -> out.append(most == 0 ? number : 1 + number % most);
            }
            case "of" -> {
                String[] choices = Arrays.copyOfRange(words, 1, words.length);
                yield (out, number) -> out.append(choices[number % choices.length]);
            }
            case "hex" -> (out, number) -> out.append("%032x".formatted(number));
            default -> throw new IllegalStateException("unknown place of " + kind.label() + ": " + words[0]);
        };
    }

    /** The entry with this number. */
    String entry(int number) {
        StringBuilder out = new StringBuilder();
        forms.get(number % forms.size()).forEach(part -> part.append(out, number));
        return out.toString();
    }
}
