package io.nephoscope.pollsters.dynamic.sampling;

import io.nephoscope.expression.AttributeExpression;
import io.nephoscope.expression.ErrorKind;
import io.nephoscope.expression.EvaluationException;
import io.nephoscope.expression.EvaluationLimits;
import io.nephoscope.expression.value.Equality;
import io.nephoscope.pollsters.dynamic.definition.Definition;
import io.nephoscope.pollsters.dynamic.definition.Definition.Measure;
import io.nephoscope.pollsters.dynamic.definition.Definition.SubMetric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes readings of entries as one definition says. Thread-safe. */
final class EntrySampler {

    private final Definition definition;

    /** Takes what is made of an entry. */
    interface Taker {

        /** A reading; its metadata may still be added to. */
        void reading(EntryReading reading, EntryView entry) throws EntryException, InterruptedException;

        /** A value was not mapped, and the fallback is sent instead. */
        void unmapped(@Nullable Object value);
    }

    EntrySampler(Definition definition) {
        this.definition = definition;
    }

    /** @throws EntryException if the entry, or the rest of it, gives no reading */
    void sample(@Nullable Object entry, Taker taker) throws EntryException, InterruptedException {
        if (!(entry instanceof Map<?, ?> map)) {
            throw new EntryException("is no mapping of keys and values, and response_entries_key finds no other");
        }
        EntryView view = new EntryView(map);
        Definition.OwnerFields owner = definition.owner();
        find(view, EntryView.USER, "user_id_attribute", owner.user());
        find(view, EntryView.PROJECT, "project_id_attribute", owner.project());
        find(view, EntryView.RESOURCE, "resource_id_attribute", owner.resource());
        Measure measure = definition.measure();
        Object value = value("value_attribute", measure.value(), view);
        if (measure.subMetric().isPresent()) {
            sampleEach(value, measure.subMetric().get(), view, taker);
        } else if (!isSkipped(value)) {
            view.find(EntryView.VALUE, mapped(value, taker));
            read(definition.name(), view, taker);
        }
    }

    private static void find(EntryView view, String key, String option, Optional<AttributeExpression> expression)
            throws EntryException {
        if (expression.isPresent()) {
            view.find(key, value(option, expression.get(), view));
        }
    }

    private void sampleEach(@Nullable Object value, SubMetric subMetric, EntryView view, Taker taker)
            throws EntryException, InterruptedException {
        if (!(value instanceof List<?> elements)) {
            throw new EntryException("value_attribute finds no list of objects under "
                    + definition.measure().value());
        }
        for (Object element : elements) {
            if (!(element instanceof Map<?, ?> map && map.get(subMetric.nameKey()) instanceof String name)) {
                throw new EntryException("has an element of "
                        + definition.measure().value() + " without a text under " + subMetric.nameKey());
            }
            Object actual = value("value_attribute", subMetric.value(), element);
            if (!isSkipped(actual) && !isSkipped(name)) {
                view.find(EntryView.VALUE, actual);
                read(definition.name().replace(subMetric.placeholder(), name), view, taker);
            }
        }
    }

    private void read(String name, EntryView view, Taker taker) throws EntryException, InterruptedException {
        Map<String, @Nullable Object> metadata = metadata(view);
        view.find(EntryView.METADATA, metadata);
        taker.reading(
                new EntryReading(
                        name,
                        view.get(EntryView.VALUE),
                        view.get(EntryView.USER),
                        view.get(EntryView.PROJECT),
                        view.get(EntryView.RESOURCE),
                        metadata),
                view);
    }

    private Map<String, @Nullable Object> metadata(EntryView view) throws EntryException {
        Definition.MetadataFields rules = definition.metadata();
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, AttributeExpression> field : rules.fields().entrySet()) {
            metadata.put(field.getKey(), value("metadata_fields", field.getValue(), view));
        }
        if (!rules.renamed().isEmpty()) {
            for (String key : List.copyOf(metadata.keySet())) {
                String other = rules.renamed().get(key);
                if (other != null) {
                    metadata.put(other, metadata.get(key));
                    if (!rules.keepsBoth()) {
                        metadata.remove(key);
                    }
                }
            }
        }
        return metadata;
    }

    private boolean isSkipped(@Nullable Object value) {
        for (Object skipped : definition.measure().skipped()) {
            if (Equality.same(value, skipped)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Object mapped(@Nullable Object value, Taker taker) {
        Measure measure = definition.measure();
        if (measure.mapped().isEmpty()) {
            return value;
        }
        for (Map.Entry<@Nullable Object, @Nullable Object> pair : measure.mapped()) {
            if (Equality.same(value, pair.getKey())) {
                return pair.getValue();
            }
        }
        taker.unmapped(value);
        return measure.fallback();
    }

    private static @Nullable Object value(String option, AttributeExpression expression, @Nullable Object entry)
            throws EntryException {
        try {
            return expression.evaluate(entry, EvaluationLimits.DEFAULT);
        } catch (EvaluationException e) {
            if (e.kind() == ErrorKind.INTERRUPTED) {
                Thread.currentThread().interrupt();
            }
            throw new EntryException(option + " " + expression + ": " + e.text());
        }
    }
}
