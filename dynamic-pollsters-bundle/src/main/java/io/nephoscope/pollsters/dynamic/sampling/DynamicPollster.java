package io.nephoscope.pollsters.dynamic.sampling;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.cycle.CycleMode;
import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.cycle.SharedLoadException;
import io.nephoscope.api.pollster.PollsterException;
import io.nephoscope.api.pollster.ResourcePollster;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.pollsters.dynamic.answer.EntryKeys;
import io.nephoscope.pollsters.dynamic.definition.Definition;
import io.nephoscope.pollsters.dynamic.request.Request;
import io.nephoscope.pollsters.dynamic.request.RequestException;
import io.nephoscope.pollsters.dynamic.request.Requester;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Polls as one definition says. Requests that several pollsters of a cycle make are made once. An odd entry costs itself
 * alone, and is told; what could not be had of its extra metadata is told too.
 */
public final class DynamicPollster implements ResourcePollster {

    /** The poll's own deadline comes first. */
    private static final Duration NEVER = Duration.ofDays(1);

    private final Definition definition;
    private final Means means;
    private final EntrySampler sampler;
    private final ExtraMetadataReader extras;
    private final AnswerCache cache = new AnswerCache(System::nanoTime);
    /** What was odd in the last published poll of each resource, though it was sent. */
    private final Map<String, String> remarks = new ConcurrentHashMap<>();

    /**
     * By what means definitions are asked for.
     *
     * @param requester asks the services themselves
     * @param cloud the session, while there is one
     * @param peers the names of all pollsters whose first request is the same as a definition's
     * @param mostPages after how many pages a list is one without end
     * @param mostBytes how long one answer may be
     */
    public record Means(
            Requester requester,
            Supplier<Optional<Cloud>> cloud,
            Function<Definition, Set<String>> peers,
            int mostPages,
            long mostBytes) {

        Pages pages() {
            return new Pages(mostPages, mostBytes);
        }

        List<String> endpoints(String type, Duration remaining) throws RequestException, InterruptedException {
            Cloud now = cloud.get()
                    .orElseThrow(() -> new RequestException(
                            "no cloud is configured: say how to sign in, in io.nephoscope.connector.openstack.cfg"));
            try {
                return now.endpoints(remaining).stream()
                        .filter(endpoint -> endpoint.type().equals(type))
                        .map(endpoint -> endpoint.url().toString())
                        .toList();
            } catch (CloudException e) {
                throw new RequestException(String.valueOf(e.getMessage()), e);
            }
        }
    }

    /** An answer in a cycle, which may be null. */
    private record Answer(@Nullable Object value) {}

    public DynamicPollster(Definition definition, Means means) {
        this.definition = definition;
        this.means = means;
        sampler = new EntrySampler(definition);
        extras = new ExtraMetadataReader(definition);
    }

    @Override
    public Duration timeout() {
        return NEVER;
    }

    @Override
    public void poll(Resource resource, Poll poll) throws PollsterException, InterruptedException {
        Requester shared = (request, remaining) -> answer(poll.cycle(), request, remaining);
        boolean shares = hasPeers(poll.cycle());
        Run run = new Run(
                poll, new ExtraMetadataReader.Means(shared, means::endpoints, means.pages(), cache, poll::remaining));
        try {
            means.pages()
                    .read(
                            new Pages.Errand(
                                    definition,
                                    resource.as(String.class).orElse(resource.id()),
                                    Map.of(),
                                    shares ? shared : means.requester(),
                                    shares ? EntryKeys.ALL : definition.neededKeys(),
                                    poll::remaining),
                            run::take);
        } catch (RequestException e) {
            String reason = String.valueOf(e.getMessage());
            throw new PollsterException(
                    run.failure().map(also -> reason + "; " + also).orElse(reason), e);
        }
        run.failure().ifPresent(reason -> poll.failed(resource, reason));
        run.remark(resource.id());
    }

    /** What nobody else of the cycle asks for is not kept for its length: of a long list one page is held at a time. */
    private boolean hasPeers(Cycle cycle) {
        return means.peers().apply(definition).stream()
                .anyMatch(name ->
                        !name.equals(definition.name()) && cycle.pollsters().contains(name));
    }

    private @Nullable Object answer(Cycle cycle, Request request, Duration remaining)
            throws RequestException, InterruptedException {
        try {
            return cycle.shared(
                            Answer.class,
                            request.key(),
                            () -> new Answer(means.requester().answer(request, remaining)))
                    .value();
        } catch (SharedLoadException e) {
            if (e.getCause() instanceof RequestException refused) {
                throw new RequestException(String.valueOf(refused.getMessage()), e);
            }
            throw e;
        }
    }

    /** What was odd but was sent, each as one line. */
    public List<String> remarks() {
        return List.copyOf(remarks.values());
    }

    /** One poll of one resource, in one thread. */
    private final class Run implements EntrySampler.Taker {

        private final Poll poll;
        private final ExtraMetadataReader.Means extraMeans;
        private Meter meter;
        private int entries;
        private int failed;
        private int valueless;
        private int unmapped;
        private int incomplete;
        private String firstFailure = "";
        private String firstUnmapped = "";
        private String firstIncomplete = "";

        Run(Poll poll, ExtraMetadataReader.Means extraMeans) {
            this.poll = poll;
            this.extraMeans = extraMeans;
            meter = meter(definition.name());
        }

        private Meter meter(String name) {
            return new Meter(
                    name, definition.measure().type(), definition.measure().unit());
        }

        void take(List<?> page) throws InterruptedException {
            for (Object entry : page) {
                entries++;
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                try {
                    sampler.sample(entry, this);
                } catch (EntryException e) {
                    if (failed++ == 0) {
                        firstFailure = name(entry) + " " + e.getMessage();
                    }
                }
            }
        }

        private String name(@Nullable Object entry) {
            Object id = entry instanceof Map<?, ?> map ? map.get("id") : null;
            return id instanceof String text && text.length() <= 64 ? text : "entry " + entries;
        }

        @Override
        public void reading(EntryReading reading, EntryView entry) throws EntryException, InterruptedException {
            if (reading.value() == null) {
                valueless++;
                return;
            }
            List<String> missing = extras.add(reading, entry, extraMeans);
            if (!missing.isEmpty() && incomplete++ == 0) {
                firstIncomplete = missing.get(0);
            }
            Number volume = SampleValues.volume(reading.value());
            if (!meter.name().equals(reading.name())) {
                meter = meter(reading.name());
            }
            poll.emit(Sample.of(meter, volume, SampleValues.subject(reading)));
        }

        @Override
        public void unmapped(@Nullable Object value) {
            if (unmapped++ == 0) {
                firstUnmapped = String.valueOf(value);
            }
        }

        Optional<String> failure() {
            List<String> parts = new ArrayList<>();
            if (failed > 0) {
                parts.add(failed + " of " + entries + " entries gave no sample, or not all of theirs: " + firstFailure);
            }
            if (incomplete > 0) {
                parts.add(incomplete + " samples lack metadata: " + firstIncomplete);
            }
            return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
        }

        void remark(String resource) {
            if (poll.cycle().mode() != CycleMode.REGULAR) {
                return;
            }
            List<String> parts = new ArrayList<>();
            if (valueless > 0) {
                parts.add(valueless + " entries had no value (null), so no sample");
            }
            if (unmapped > 0) {
                parts.add(unmapped + " values are not in value_mapping (such as " + firstUnmapped
                        + "), sent as default_value");
            }
            if (parts.isEmpty()) {
                remarks.remove(resource);
            } else {
                remarks.put(resource, String.join("; ", parts));
            }
        }
    }
}
