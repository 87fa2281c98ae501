package io.nephoscope.pollsters.dynamic.sampling;

import io.nephoscope.expression.AttributeExpression;
import io.nephoscope.expression.ErrorKind;
import io.nephoscope.expression.EvaluationException;
import io.nephoscope.expression.EvaluationLimits;
import io.nephoscope.expression.value.Truth;
import io.nephoscope.pollsters.dynamic.answer.AnswerReading;
import io.nephoscope.pollsters.dynamic.answer.EntryKeys;
import io.nephoscope.pollsters.dynamic.definition.AnswerOrigin;
import io.nephoscope.pollsters.dynamic.definition.Authentication;
import io.nephoscope.pollsters.dynamic.definition.Definition;
import io.nephoscope.pollsters.dynamic.request.Addresses;
import io.nephoscope.pollsters.dynamic.request.Request;
import io.nephoscope.pollsters.dynamic.request.RequestException;
import io.nephoscope.pollsters.dynamic.request.Requester;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the pages of one resource and finds the entries in them. A page is handed over before the next is asked for. Pages
 * that lead in a circle, or go on without end, are a failure: what came until then was told, and is not all.
 *
 * @param mostPages after how many pages that is without end
 * @param mostBytes how long one answer may be
 */
record Pages(int mostPages, long mostBytes) {

    /** Takes the entries of a page. */
    interface Taker {
        void take(List<?> entries) throws InterruptedException;
    }

    /**
     * What is asked of whom.
     *
     * @param resource the endpoint, or the credentials; empty for neither
     * @param variables that a path or a command may name
     * @param keys what of the entries may be left out
     * @param remaining the time that there is
     */
    record Errand(
            Definition definition,
            String resource,
            Map<String, ?> variables,
            Requester requester,
            EntryKeys keys,
            Supplier<Duration> remaining) {}

    void read(Errand errand, Taker taker) throws RequestException, InterruptedException {
        Definition definition = errand.definition();
        AnswerReading reading = new AnswerReading(definition.request().formats(), mostBytes, errand.keys());
        Set<String> asked = new HashSet<>();
        Optional<String> target = Optional.of(first(errand));
        // Some time is left to tell what became of it.
        long end = System.nanoTime()
                + errand.remaining().get().multipliedBy(19).dividedBy(20).toNanos();
        while (target.isPresent()) {
            if (!asked.add(target.get())) {
                throw new RequestException("page " + (asked.size() + 1)
                        + " is one that was read before: next_sample_url_attribute leads in a circle");
            }
            if (asked.size() > mostPages) {
                throw new RequestException("there are more than " + mostPages
                        + " pages; raise pages.max if that is right, else mend next_sample_url_attribute");
            }
            String credentials = definition.origin() instanceof AnswerOrigin.WebService ? errand.resource() : "";
            Request request = new Request(definition, target.get(), credentials, reading);
            Object answer = errand.requester().answer(request, left(end, asked.size()));
            if (!Truth.of(answer)) {
                return;
            }
            taker.take(entries(definition, answer));
            Optional<String> link = next(definition, answer);
            target = link.isPresent() ? Optional.of(followed(errand, link.get())) : Optional.empty();
        }
    }

    private static Duration left(long end, int pages) throws RequestException {
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw new RequestException(
                    pages == 1
                            ? "there is no time left to ask"
                            : "the time was over before the last page: it is a list without end, or the source's timeout"
                                    + " is too short for it");
        }
        return Duration.ofNanos(left);
    }

    private static String first(Errand errand) {
        AnswerOrigin origin = errand.definition().origin();
        if (origin instanceof AnswerOrigin.CloudService service) {
            return Addresses.join(errand.resource(), service.path().fill(errand.variables()));
        }
        if (origin instanceof AnswerOrigin.WebService service) {
            return service.url().fill(errand.variables());
        }
        return ((AnswerOrigin.HostCommand) origin).command().fill(errand.variables());
    }

    private static String followed(Errand errand, String link) throws RequestException {
        AnswerOrigin origin = errand.definition().origin();
        if (origin instanceof AnswerOrigin.CloudService) {
            return Addresses.next(errand.resource(), link);
        }
        return origin instanceof AnswerOrigin.WebService service
                ? followed(service, first(errand), link, errand)
                : link;
    }

    /** An answer may name any address: what proves who we are goes to the definition's own host alone. */
    private static String followed(AnswerOrigin.WebService service, String first, String link, Errand errand)
            throws RequestException {
        String target = Addresses.next(first, link);
        boolean isOpen = service.authentication().scheme() == Authentication.Scheme.NONE
                && errand.definition().request().headers().isEmpty();
        if (!isOpen && !Addresses.isSameHost(Addresses.uri(first), Addresses.uri(target))) {
            throw new RequestException("next_sample_url_attribute leads to " + Addresses.shown(target)
                    + ", and credentials and headers go to the scheme, host and port of url_path alone: correct the link"
                    + " by an operation, such as value.replace('http:', 'https:')");
        }
        return target;
    }

    /** A list itself; else what the expression finds, or what stands under the first key. A mapping is one entry. */
    private static List<?> entries(Definition definition, @Nullable Object answer) throws RequestException {
        Object found = answer;
        if (!(answer instanceof List<?>)) {
            Optional<AttributeExpression> expression = definition.request().entries();
            if (expression.isPresent()) {
                found = evaluated("response_entries_key", expression.get(), answer);
            } else if (answer instanceof Map<?, ?> map) {
                found = map.values().iterator().next();
            } else {
                throw new RequestException("the answer is neither a list nor a mapping, so it has no entries");
            }
        }
        if (found == null) {
            return List.of();
        }
        return found instanceof List<?> list ? list : List.of(found);
    }

    private static Optional<String> next(Definition definition, @Nullable Object answer) throws RequestException {
        Optional<AttributeExpression> expression = definition.request().next();
        if (expression.isEmpty()) {
            return Optional.empty();
        }
        try {
            Object link = expression.get().evaluate(answer, EvaluationLimits.DEFAULT);
            return Truth.of(link) ? Optional.of(String.valueOf(link)) : Optional.empty();
        } catch (EvaluationException e) {
            if (e.kind() == ErrorKind.KEY_ERROR) {
                return Optional.empty();
            }
            throw new RequestException("next_sample_url_attribute: " + e.text(), e);
        }
    }

    private static @Nullable Object evaluated(String option, AttributeExpression expression, @Nullable Object value)
            throws RequestException {
        try {
            return expression.evaluate(value, EvaluationLimits.DEFAULT);
        } catch (EvaluationException e) {
            throw new RequestException(option + " " + expression + ": " + e.text(), e);
        }
    }
}
