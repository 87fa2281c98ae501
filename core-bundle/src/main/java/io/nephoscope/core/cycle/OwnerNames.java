package io.nephoscope.core.cycle;

import static java.util.stream.Collectors.toSet;

import io.nephoscope.api.identity.IdentityNames;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.core.plugin.Guard;
import io.nephoscope.core.plugin.NamesPlugin;
import io.nephoscope.core.plugin.PluginException;
import io.nephoscope.core.plugin.PluginGoneException;
import io.nephoscope.core.plugin.Use;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts names to the owners of samples, as far as somebody knows them in time. No sample is lost by it: whatever goes
 * wrong, it has no names. Thread-safe.
 */
public final class OwnerNames {

    private static final Logger LOG = LoggerFactory.getLogger(OwnerNames.class);

    private final Supplier<Optional<NamesPlugin>> plugin;
    private final AtomicReference<String> told = new AtomicReference<>("");
    private volatile boolean missed;

    /** @param plugin who knows names now */
    public OwnerNames(Supplier<Optional<NamesPlugin>> plugin) {
        this.plugin = plugin;
    }

    /** What was found for one batch. */
    private record Found(Map<String, String> users, Map<String, String> projects) {

        Subject named(Subject subject) {
            Owner owner = subject.owner();
            Owner named = new Owner(
                    owner.userId(),
                    owner.projectId(),
                    name(owner.userName(), owner.userId(), users),
                    name(owner.projectName(), owner.projectId(), projects));
            return named.equals(owner) ? subject : new Subject(subject.resourceId(), named, subject.metadata());
        }

        private static @Nullable String name(@Nullable String known, @Nullable String id, Map<String, String> names) {
            return known != null || id == null ? known : names.get(id);
        }
    }

    /**
     * The same samples with the names that are known.
     *
     * @param within for how long they may wait
     */
    List<Sample> named(List<Sample> samples, Duration within) {
        Set<String> users = missing(samples, Owner::userId, Owner::userName);
        Set<String> projects = missing(samples, Owner::projectId, Owner::projectName);
        if (users.isEmpty() && projects.isEmpty()) {
            return samples;
        }
        Found found = ask(users, projects, within);
        if (found.users().isEmpty() && found.projects().isEmpty()) {
            return samples;
        }
        // Publishers encode a subject once: those that are one stay one.
        IdentityHashMap<Subject, Subject> named = new IdentityHashMap<>();
        return samples.stream()
                .map(sample -> with(sample, named.computeIfAbsent(sample.subject(), found::named)))
                .toList();
    }

    /** Whether names were missing lately that nobody knows. */
    public boolean lacksSomebody() {
        return missed && plugin.get().isEmpty();
    }

    private static Set<String> missing(
            List<Sample> samples, Function<Owner, @Nullable String> id, Function<Owner, @Nullable String> name) {
        return samples.stream()
                .map(sample -> sample.subject().owner())
                .filter(owner -> name.apply(owner) == null)
                .flatMap(owner -> Stream.ofNullable(id.apply(owner)))
                .filter(text -> !text.isEmpty())
                .collect(toSet());
    }

    private static Sample with(Sample sample, Subject subject) {
        return new Sample(
                sample.id(), sample.meter(), sample.volume(), subject, sample.monotonicTime(), sample.source());
    }

    private Found ask(Set<String> users, Set<String> projects, Duration within) {
        Optional<NamesPlugin> present = plugin.get();
        missed = present.isEmpty();
        if (missed) {
            return new Found(Map.of(), Map.of());
        }
        long started = System.nanoTime();
        Map<String, String> projectNames = ask(present.get(), projects, names -> names.projects(projects, within));
        Duration left = within.minusNanos(System.nanoTime() - started);
        Map<String, String> userNames =
                ask(present.get(), users, names -> names.users(users, left.isNegative() ? Duration.ZERO : left));
        return new Found(userNames, projectNames);
    }

    private interface Question {

        @Nullable
        Map<String, String> of(IdentityNames names) throws InterruptedException;
    }

    private Map<String, String> ask(NamesPlugin present, Set<String> ids, Question question) {
        if (ids.isEmpty() || Thread.currentThread().isInterrupted()) {
            return Map.of();
        }
        try (Use<IdentityNames> use = present.access().open()) {
            Map<String, String> names = Guard.call(present.description(), () -> {
                Map<String, String> answer = question.of(use.plugin());
                return answer == null ? Map.<String, String>of() : Map.copyOf(answer);
            });
            tell("");
            return names;
        } catch (PluginGoneException e) {
            return Map.of();
        } catch (PluginException e) {
            tell(String.valueOf(e.getMessage()));
            return Map.of();
        } catch (InterruptedException e) {
            // The deadline passed, or the plugin goes: the samples go on.
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    private void tell(String failure) {
        String before = told.getAndSet(failure);
        if (!failure.isEmpty() && before.isEmpty()) {
            LOG.warn("Samples have no names of users and projects: {}", failure);
        }
    }
}
