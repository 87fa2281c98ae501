package io.nephoscope.pollsters.dynamic.sampling;

import io.nephoscope.pollsters.dynamic.answer.MalformedTextException;
import io.nephoscope.pollsters.dynamic.request.Request;
import io.nephoscope.pollsters.dynamic.request.RequestException;
import io.nephoscope.pollsters.dynamic.request.Requester;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has one answer for each address or command. */
final class CannedRequester implements Requester {

    final List<String> asked = new ArrayList<>();
    private final Map<String, String> answers = new HashMap<>();

    CannedRequester answering(String target, String body) {
        answers.put(target, body);
        return this;
    }

    @Override
    public @Nullable Object answer(Request request, Duration remaining) throws RequestException {
        asked.add(request.target());
        String body = answers.get(request.target());
        if (body == null) {
            throw new RequestException(request.target() + " answers with status 404");
        }
        try {
            return request.reading().read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), "");
        } catch (MalformedTextException e) {
            throw new RequestException("the answer of " + request + " " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
