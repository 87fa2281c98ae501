package io.nephoscope.testkit.openstack.simulated;

import io.nephoscope.testkit.openstack.FakeList.Links;
import io.nephoscope.testkit.openstack.HttpAnswer;
import io.nephoscope.testkit.openstack.HttpCall;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A list of all of one kind, as a service gives it: in pages, by {@code limit} and {@code marker} or {@code offset}.
 *
 * @param key of the array in the document
 * @param links how the next page is named
 * @param folder what the service does not know to stand before its own paths
 * @param most the longest page that is given
 * @param unasked how long a page is if no limit is asked for
 */
record EntryList(Entries entries, Kind kind, String key, Links links, String folder, int most, int unasked) {

    /** A list that is not parted unless the client wants it, as of Neutron. */
    static EntryList of(Entries entries, Kind kind, String key) {
        return new EntryList(entries, kind, key, Links.KEY_LINKS, "", Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** The same with another manner of links. */
    EntryList linked(Links manner) {
        return new EntryList(entries, kind, key, manner, folder, most, unasked);
    }

    /** The same with links that begin with the service's own path. */
    EntryList linkedBelow(String newFolder) {
        return new EntryList(entries, kind, key, links, newFolder, most, unasked);
    }

    /** The same in pages, of this length if the client names none. */
    EntryList paged(int length) {
        int cap = entries.size().pageSize();
        return new EntryList(entries, kind, key, links, folder, cap, Math.min(cap, length));
    }

    /** A page of all. */
    HttpAnswer page(HttpCall call) {
        return page(call, number -> true);
    }

    /** A page of those whose numbers are wanted. */
    HttpAnswer page(HttpCall call, IntPredicate wanted) {
        int first = first(call);
        if (first < 0) {
            return HttpAnswer.json("{\"badRequest\": {\"code\": 400, \"message\": \"marker not found\"}}")
                    .withStatus(400);
        }
        int limit = Math.min(most, number(call, "limit").orElse(unasked));
        IntFunction<byte[]> entry = entries.of(kind);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, "{\"" + key + "\": [");
        int given = 0;
        int last = first;
        int next = next(first, wanted);
        while (next < count() && given < limit) {
            if (given > 0) {
                write(out, ",\n");
            }
            out.writeBytes(entry.apply(next));
            given++;
            last = next;
            next = next(next + 1, wanted);
        }
        write(
                out,
                "]" + end(call, next < count() && given > 0 ? Optional.of(kind.id(last)) : Optional.empty()) + "}\n");
        return HttpAnswer.json(out.toByteArray());
    }

    private int count() {
        return entries.size().of(kind);
    }

    private int next(int from, IntPredicate wanted) {
        int number = from;
        while (number < count() && !wanted.test(number)) {
            number++;
        }
        return number;
    }

    /** @return -1 if nothing has the id that the marker names */
    private int first(HttpCall call) {
        Optional<String> marker = call.parameter("marker");
        if (marker.isEmpty()) {
            return number(call, "offset").orElse(0);
        }
        int number = kind.number(marker.get());
        return number < 0 || number >= count() ? -1 : number + 1;
    }

    private static Optional<Integer> number(HttpCall call, String parameter) {
        return call.parameter(parameter)
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::valueOf);
    }

    private String end(HttpCall call, Optional<String> marker) {
        String next = marker.map(id -> link(call, id)).orElse("");
        return switch (links) {
            case NEXT -> next.isEmpty() ? "" : ", \"next\": \"" + next + "\"";
            case LINKS ->
                ", \"links\": {\"self\": \"%s\", \"next\": %s}, \"metadata\": {\"total_count\": %d}"
                        .formatted(address(call), next.isEmpty() ? "null" : "\"" + next + "\"", count());
            case KEY_LINKS ->
                next.isEmpty() ? "" : ", \"%s_links\": [{\"rel\": \"next\", \"href\": \"%s\"}]".formatted(key, next);
            case NONE -> "";
        };
    }

    private String link(HttpCall call, String marker) {
        String kept = Stream.of(call.query().split("&", -1))
                .filter(parameter -> !parameter.isEmpty() && !parameter.startsWith("marker="))
                .map(parameter -> parameter + "&")
                .collect(Collectors.joining());
        return address(call) + "?" + kept + "marker=" + marker;
    }

    private String address(HttpCall call) {
        return folder.isEmpty()
                ? "http://" + call.header("host").orElse("localhost") + call.path()
                : call.path().substring(folder.length());
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
