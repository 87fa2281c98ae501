package io.nephoscope.pollsters.dynamic.sampling;

import io.nephoscope.expression.AttributeExpression;
import io.nephoscope.expression.AttributeStep;
import io.nephoscope.expression.EvaluationLimits;
import io.nephoscope.pollsters.dynamic.answer.EntryKeys;
import io.nephoscope.pollsters.dynamic.definition.AnswerOrigin;
import io.nephoscope.pollsters.dynamic.definition.Definition;
import io.nephoscope.pollsters.dynamic.request.Request;
import io.nephoscope.pollsters.dynamic.request.RequestException;
import io.nephoscope.pollsters.dynamic.request.Requester;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs one definition once and tells each step. For one run, in one thread. */
public final class DefinitionTrialRun {

    private static final String INDENT = "    ";

    private final Definition definition;
    private final Requester requester;
    private final DynamicPollster.Means means;
    private final Consumer<String> out;
    private final int shown;
    private final Supplier<Duration> remaining;
    private final AnswerCache cache = new AnswerCache(System::nanoTime);

    private int entries;
    private int samples;
    private int failed;

    /**
     * Prepares a run.
     *
     * @param shown of how many entries each step is told
     * @param remaining the time that there is
     */
    public DefinitionTrialRun(
            Definition definition,
            DynamicPollster.Means means,
            int shown,
            Supplier<Duration> remaining,
            Consumer<String> out) {
        this.definition = definition;
        this.means = means;
        this.shown = shown;
        this.remaining = remaining;
        this.out = out;
        requester = this::ask;
    }

    /** @return whether there was a sample, and nothing failed */
    public boolean run(Optional<String> endpoint) throws InterruptedException {
        try {
            for (String resource : resources(endpoint)) {
                means.pages()
                        .read(
                                new Pages.Errand(definition, resource, Map.of(), requester, EntryKeys.ALL, remaining),
                                this::take);
            }
        } catch (RequestException e) {
            out.accept("  failed: " + e.getMessage());
            failed++;
        }
        out.accept("  entries: " + entries + ", samples: " + samples + ", failures: " + failed);
        return samples > 0 && failed == 0;
    }

    private List<String> resources(Optional<String> endpoint) throws RequestException, InterruptedException {
        if (!(definition.origin() instanceof AnswerOrigin.CloudService service)) {
            return List.of(endpoint.orElse(""));
        }
        if (endpoint.isPresent()) {
            return List.of(endpoint.get());
        }
        List<String> found = means.endpoints(service.type(), remaining.get());
        if (found.isEmpty()) {
            throw new RequestException("the catalogue has no service of the type " + service.type());
        }
        return found;
    }

    private @Nullable Object ask(Request request, Duration time) throws RequestException, InterruptedException {
        boolean isCommand = request.definition().origin() instanceof AnswerOrigin.HostCommand;
        out.accept("  " + (isCommand ? "$ " + request.target() : "GET " + request));
        return means.requester().answer(request, time);
    }

    private void take(List<?> page) throws InterruptedException {
        out.accept("  answered, entries: " + page.size());
        EntrySampler sampler = new EntrySampler(definition);
        for (Object entry : page) {
            entries++;
            Teller teller = new Teller(entries <= shown);
            teller.tell("  entry " + entries);
            if (entry instanceof Map<?, ?> map) {
                teller.steps("user_id_attribute", definition.owner().user(), map);
                teller.steps("project_id_attribute", definition.owner().project(), map);
                teller.steps("resource_id_attribute", definition.owner().resource(), map);
                teller.steps("value_attribute", Optional.of(definition.measure().value()), map);
            }
            try {
                sampler.sample(entry, teller);
                teller.end();
            } catch (EntryException e) {
                failed++;
                out.accept((entries <= shown ? INDENT : "  entry " + entries + " ") + "gives no sample: "
                        + e.getMessage());
            }
        }
    }

    /** Tells what becomes of one entry. */
    private final class Teller implements EntrySampler.Taker {

        private final boolean tells;
        private final ExtraMetadataReader extras = new ExtraMetadataReader(definition);
        private int readings;

        Teller(boolean tells) {
            this.tells = tells;
        }

        void tell(String line) {
            if (tells) {
                out.accept(line);
            }
        }

        void steps(String option, Optional<AttributeExpression> expression, Map<?, ?> entry) {
            if (tells && expression.isPresent()) {
                List<AttributeStep> steps = expression.get().trace(entry, EvaluationLimits.DEFAULT);
                tell(INDENT + option);
                for (AttributeStep step : steps) {
                    tell(INDENT + INDENT + step.text() + "  →  "
                            + step.failure().map(e -> e.text()).orElse(step.value()));
                }
            }
        }

        @Override
        public void reading(EntryReading reading, EntryView entry) throws EntryException, InterruptedException {
            readings++;
            definition.metadata().fields().forEach((name, field) -> {
                if (field.hasOperations()) {
                    steps("metadata_fields", Optional.of(field), entry);
                }
            });
            if (reading.value() == null) {
                tell(INDENT + "gives no sample: the value is null");
                return;
            }
            List<String> missing = extras.add(
                    reading,
                    entry,
                    new ExtraMetadataReader.Means(requester, means::endpoints, means.pages(), cache, remaining));
            for (String each : missing) {
                failed++;
                out.accept(INDENT + each);
            }
            Number volume = SampleValues.volume(reading.value());
            SampleValues.subject(reading);
            samples++;
            tell(INDENT + "sample " + reading.name() + " = " + volume + " "
                    + definition.measure().unit() + ", "
                    + definition.measure().type().wireName() + ", resource " + reading.resource() + ", project "
                    + reading.project() + ", user " + reading.user());
            reading.metadata().forEach((key, value) -> tell(INDENT + INDENT + key + " = " + value));
        }

        @Override
        public void unmapped(@Nullable Object value) {
            tell(INDENT + "the value " + value + " is not in value_mapping; default_value is sent");
        }

        void end() {
            if (readings == 0) {
                tell(INDENT + "gives no sample: skip_sample_values leaves it out");
            }
        }
    }
}
