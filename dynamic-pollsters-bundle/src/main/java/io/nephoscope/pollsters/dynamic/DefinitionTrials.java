package io.nephoscope.pollsters.dynamic;

import io.nephoscope.api.runtime.DefinitionTrial;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.pollsters.dynamic.answer.MalformedTextException;
import io.nephoscope.pollsters.dynamic.definition.AnswerOrigin;
import io.nephoscope.pollsters.dynamic.definition.Authentication;
import io.nephoscope.pollsters.dynamic.definition.Definition;
import io.nephoscope.pollsters.dynamic.definition.DefinitionFile;
import io.nephoscope.pollsters.dynamic.definition.Template;
import io.nephoscope.pollsters.dynamic.request.LiveRequester;
import io.nephoscope.pollsters.dynamic.request.RequestException;
import io.nephoscope.pollsters.dynamic.request.Requester;
import io.nephoscope.pollsters.dynamic.request.WebClient;
import io.nephoscope.pollsters.dynamic.sampling.DefinitionTrialRun;
import io.nephoscope.pollsters.dynamic.sampling.DynamicPollster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Runs definitions once, beside those that are in force. Thread-safe. */
@Component(configurationPid = DynamicConfiguration.PID)
public final class DefinitionTrials implements DefinitionTrial {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final String SAVED = "http://saved.answer/";

    private final DynamicConfiguration configuration;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile @Nullable Cloud cloud;

    @Activate
    public DefinitionTrials(Map<String, Object> properties) {
        configuration = new DynamicConfiguration(properties);
    }

    @Modified
    void modified(Map<String, Object> properties) {
        configuration.read(properties);
    }

    @Override
    public boolean run(Request request, Consumer<String> out) throws InterruptedException {
        DefinitionFile file = DefinitionFile.read(request.text());
        file.errors().forEach(problem -> out.accept(problem.in(request.file())));
        file.warnings().forEach(problem -> out.accept(problem.in(request.file())));
        List<DefinitionFile.Item> items = file.items().stream()
                .filter(item -> request.pollster()
                        .map(name -> name.equals(item.definition().name()))
                        .orElse(true))
                .toList();
        if (items.isEmpty()) {
            out.accept(
                    request.pollster().isPresent()
                            ? "there is no sound definition of the name "
                                    + request.pollster().get()
                            : "there is no sound definition");
            return false;
        }
        boolean isWell = file.errors().isEmpty();
        try (WebClient web = new WebClient(configuration.http())) {
            for (DefinitionFile.Item item : items) {
                out.accept(item.definition().name() + " (" + request.file() + ":" + item.line() + ")");
                isWell &= run(item.definition(), request, web, out);
            }
        }
        return isWell;
    }

    private boolean run(Definition definition, Request request, WebClient web, Consumer<String> out)
            throws InterruptedException {
        DynamicConfiguration.DefinitionLimits limits = configuration.limits();
        Requester live = new LiveRequester(() -> Optional.ofNullable(cloud), web, limits.runsCommands());
        Requester requester = request.response().map(DefinitionTrials::saved).orElse(live);
        Optional<String> endpoint = request.endpoint();
        if (request.response().isPresent()) {
            endpoint = Optional.of(endpoint.orElse(SAVED));
        } else if (endpoint.isPresent() && cloud == null && definition.origin() instanceof AnswerOrigin.CloudService) {
            out.accept("  no cloud is configured, so it is asked without a token");
            requester = (each, remaining) -> live.answer(
                    new io.nephoscope.pollsters.dynamic.request.Request(
                            withoutToken(each.definition()), each.target(), "", each.reading()),
                    remaining);
        }
        DynamicPollster.Means means = new DynamicPollster.Means(
                requester, () -> Optional.ofNullable(cloud), tried -> Set.of(), limits.mostPages(), limits.mostBytes());
        long end = System.nanoTime() + LONGEST.toNanos();
        return new DefinitionTrialRun(
                        definition,
                        means,
                        request.entries(),
                        () -> Duration.ofNanos(Math.max(0, end - System.nanoTime())),
                        out)
                .run(endpoint);
    }

    /** Answers the first request with a text, and no other. */
    private static Requester saved(String text) {
        AtomicBoolean given = new AtomicBoolean();
        return (request, remaining) -> {
            if (given.getAndSet(true)) {
                throw new RequestException("only one answer was given, and this would be another");
            }
            try {
                return request.reading().read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "");
            } catch (MalformedTextException e) {
                throw new RequestException("the saved answer " + e.getMessage(), e);
            } catch (IOException e) {
                throw new IllegalStateException("a text at hand cannot fail", e);
            }
        };
    }

    /** The same, asked as any other service. */
    private static Definition withoutToken(Definition definition) {
        return new Definition(
                definition.name(),
                new AnswerOrigin.WebService(
                        Template.literal(""), new Authentication(Authentication.Scheme.NONE, ""), ""),
                definition.request(),
                definition.measure(),
                definition.owner(),
                definition.metadata(),
                definition.extras(),
                definition.namespaces());
    }
}
