package io.nephoscope.pollsters.dynamic.definition;

import io.nephoscope.api.sample.MeterType;
import io.nephoscope.expression.AttributeExpression;
import io.nephoscope.pollsters.dynamic.answer.AnswerFormat;
import io.nephoscope.pollsters.dynamic.answer.EntryKeys;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One pollster as an operator defined it. Immutable.
 *
 * @param name of the pollster, and of its meter unless that is put together of it
 * @param origin where its answers come from
 * @param request how they are asked for
 * @param measure what is measured
 * @param owner which parts of an entry tell whose it is
 * @param metadata what else is told of an entry
 * @param extras what is asked for each entry besides
 * @param namespaces where it makes sense to poll
 */
public record Definition(
        String name,
        AnswerOrigin origin,
        RequestOptions request,
        Measure measure,
        OwnerFields owner,
        MetadataFields metadata,
        List<ExtraMetadata> extras,
        Set<String> namespaces) {

    public Definition {
        extras = List.copyOf(extras);
        namespaces = Set.copyOf(namespaces);
    }

    /** Equal for definitions whose first requests are, so that one may serve them all. */
    public Object firstRequest() {
        return List.of(origin.target(), request.headers(), request.formats());
    }

    /** What of the entries is needed where nobody else reads them: all, if it is not known before. */
    public EntryKeys neededKeys() {
        Optional<AttributeExpression> entries = request.entries();
        Optional<AttributeExpression> next = request.next();
        boolean nextIsApart = next.isEmpty()
                || (entries.isPresent()
                        && !next.get().path().isEmpty()
                        && !entries.get().path().isEmpty()
                        && !next.get().path().get(0).equals(entries.get().path().get(0)));
        if (!extras.isEmpty()
                || !nextIsApart
                || entries.filter(AttributeExpression::hasOperations).isPresent()) {
            return EntryKeys.ALL;
        }
        Set<String> kept = new HashSet<>(Set.of("user_id", "project_id", "id"));
        List<AttributeExpression> expressions = Stream.of(
                        Stream.of(measure.value()),
                        owner.user().stream(),
                        owner.project().stream(),
                        owner.resource().stream(),
                        metadata.fields().values().stream())
                .flatMap(each -> each)
                .toList();
        if (expressions.stream().anyMatch(expression -> expression.path().isEmpty())) {
            return EntryKeys.ALL;
        }
        expressions.forEach(expression -> kept.add(expression.path().get(0)));
        return new EntryKeys(entries.map(AttributeExpression::path).orElse(List.of()), kept);
    }

    /**
     * How answers are asked for, and where in them the entries are.
     *
     * @param headers sent with each request
     * @param timeout of each request
     * @param formats in which answers are read, in the order in which they are tried; response handlers, as they are called
     * @param entries finds the entries; empty for the first key of the answer
     * @param next finds the address of the next page, or the next command; empty for answers of one page
     */
    public record RequestOptions(
            Map<String, String> headers,
            Duration timeout,
            List<AnswerFormat> formats,
            Optional<AttributeExpression> entries,
            Optional<AttributeExpression> next) {

        public RequestOptions {
            headers = Map.copyOf(headers);
            formats = List.copyOf(formats);
        }
    }

    /**
     * What is measured.
     *
     * @param type of the meter
     * @param unit of the meter
     * @param value finds the value in an entry; for sub-metrics the list of them
     * @param subMetric how each element of that list tells its name and its value; empty where the entry has one value
     * @param skipped values of which no sample is made
     * @param mapped what is sent for values; empty if they are sent as they are
     * @param fallback what is sent for a value that is not mapped, where values are mapped
     */
    public record Measure(
            MeterType type,
            String unit,
            AttributeExpression value,
            Optional<SubMetric> subMetric,
            List<@Nullable Object> skipped,
            List<Map.Entry<@Nullable Object, @Nullable Object>> mapped,
            @Nullable Object fallback) {}

    /**
     * One of several values of an entry.
     *
     * @param placeholder in the pollster's name, with its braces
     * @param nameKey the key of an element whose text takes the placeholder's place
     * @param value finds the value in an element
     */
    public record SubMetric(String placeholder, String nameKey, AttributeExpression value) {}

    /** Which parts of an entry tell whose it is and which it is; empty where an entry tells it under its usual key. */
    public record OwnerFields(
            Optional<AttributeExpression> user,
            Optional<AttributeExpression> project,
            Optional<AttributeExpression> resource) {}

    /**
     * What else is told of an entry.
     *
     * @param fields by the text of their expressions
     * @param renamed other names for some
     * @param keepsBoth whether what has another name is told under its own too
     */
    public record MetadataFields(
            Map<String, AttributeExpression> fields, Map<String, String> renamed, boolean keepsBoth) {}

    /**
     * What is asked for each entry besides.
     *
     * @param definition of how; its names and values become metadata
     * @param skipped entries that hold all of one of these are not asked for
     * @param kept how long an answer is good for
     */
    public record ExtraMetadata(Definition definition, List<Map<?, ?>> skipped, Duration kept) {

        public ExtraMetadata {
            skipped = List.copyOf(skipped);
        }
    }
}
