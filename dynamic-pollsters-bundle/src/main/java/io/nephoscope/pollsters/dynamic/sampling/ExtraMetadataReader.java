package io.nephoscope.pollsters.dynamic.sampling;

import io.nephoscope.expression.value.Equality;
import io.nephoscope.pollsters.dynamic.answer.EntryKeys;
import io.nephoscope.pollsters.dynamic.definition.AnswerOrigin;
import io.nephoscope.pollsters.dynamic.definition.Definition;
import io.nephoscope.pollsters.dynamic.definition.Definition.ExtraMetadata;
import io.nephoscope.pollsters.dynamic.request.RequestException;
import io.nephoscope.pollsters.dynamic.request.Requester;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks for what is told of each entry besides, and remembers the answers for a while. Thread-safe. */
final class ExtraMetadataReader {

    private final List<Part> parts;

    private record Part(ExtraMetadata extra, EntrySampler sampler, ExtraMetadataReader nested) {}

    /** Finds the endpoints of a type of service. */
    interface Endpoints {
        List<String> of(String type, Duration remaining) throws RequestException, InterruptedException;
    }

    /**
     * By what means it is asked.
     *
     * @param remaining the time that there is
     */
    record Means(
            Requester requester, Endpoints endpoints, Pages pages, AnswerCache cache, Supplier<Duration> remaining) {}

    ExtraMetadataReader(Definition definition) {
        List<Part> made = new ArrayList<>();
        for (ExtraMetadata extra : definition.extras()) {
            made.add(
                    new Part(extra, new EntrySampler(extra.definition()), new ExtraMetadataReader(extra.definition())));
        }
        parts = List.copyOf(made);
    }

    /**
     * Adds to a reading's metadata what it does not have yet.
     *
     * @return what could not be had, one sentence each
     */
    List<String> add(EntryReading reading, EntryView entry, Means means) throws InterruptedException {
        if (parts.isEmpty()) {
            return List.of();
        }
        List<String> failures = new ArrayList<>();
        Map<String, @Nullable Object> captured = new LinkedHashMap<>();
        Map<String, Object> byName = new LinkedHashMap<>();
        for (Part part : parts) {
            if (part.extra().skipped().stream().anyMatch(skip -> holds(entry, skip))) {
                continue;
            }
            Map<String, Object> variables =
                    Map.of("sample", entry, "extra_metadata_captured", captured, "extra_metadata_by_name", byName);
            try {
                read(part, variables, means, captured, byName, failures);
            } catch (RequestException e) {
                failures.add(
                        "extra_metadata_fields " + part.extra().definition().name() + ": " + e.getMessage());
            }
        }
        captured.forEach(reading.metadata()::putIfAbsent);
        return failures;
    }

    private static void read(
            Part part,
            Map<String, Object> variables,
            Means means,
            Map<String, @Nullable Object> captured,
            Map<String, Object> byName,
            List<String> failures)
            throws RequestException, InterruptedException {
        Definition definition = part.extra().definition();
        List<String> resources = definition.origin() instanceof AnswerOrigin.CloudService service
                ? means.endpoints().of(service.type(), means.remaining().get())
                : List.of("");
        Requester remembering = means.cache().keeping(part.extra().kept(), means.requester());
        for (String resource : resources) {
            means.pages()
                    .read(
                            new Pages.Errand(
                                    definition, resource, variables, remembering, EntryKeys.ALL, means.remaining()),
                            entries -> capture(part, entries, means, captured, byName, failures));
        }
    }

    private static void capture(
            Part part,
            List<?> entries,
            Means means,
            Map<String, @Nullable Object> captured,
            Map<String, Object> byName,
            List<String> failures)
            throws InterruptedException {
        for (Object entry : entries) {
            try {
                part.sampler().sample(entry, new EntrySampler.Taker() {

                    @Override
                    public void reading(EntryReading extra, EntryView view) throws InterruptedException {
                        failures.addAll(part.nested().add(extra, view, means));
                        captured.put(extra.name(), extra.value());
                        extra.metadata().forEach((key, value) -> {
                            if (value != null || !captured.containsKey(key)) {
                                captured.put(key, value);
                            }
                        });
                        Map<String, @Nullable Object> named = new LinkedHashMap<>();
                        named.put("value", extra.value());
                        named.put("metadata", extra.metadata());
                        byName.put(extra.name(), named);
                    }

                    @Override
                    public void unmapped(@Nullable Object value) {
                        // The fallback is told as the metadata that it is.
                    }
                });
            } catch (EntryException e) {
                failures.add(
                        "extra_metadata_fields " + part.extra().definition().name() + ": an entry " + e.getMessage());
            }
        }
    }

    /** Whether a value holds all of another: equal, or of a mapping each key with a value that holds the other's. */
    private static boolean holds(@Nullable Object value, @Nullable Object part) {
        if (part instanceof Map<?, ?> wanted && value instanceof Map<?, ?> map) {
            return wanted.entrySet().stream()
                    .allMatch(each -> map.containsKey(each.getKey()) && holds(map.get(each.getKey()), each.getValue()));
        }
        return Equality.same(value, part);
    }
}
