package io.nephoscope.pollsters.dynamic.request;

import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudService;
import io.nephoscope.pollsters.dynamic.answer.MalformedTextException;
import io.nephoscope.pollsters.dynamic.definition.AnswerOrigin;
import io.nephoscope.support.process.Command;
import io.nephoscope.support.process.ProcessOutcome;
import io.nephoscope.support.process.ProgramRunner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks the services and runs the commands themselves. */
public final class LiveRequester implements Requester {

    private final Supplier<Optional<Cloud>> cloud;
    private final WebClient web;
    private final boolean runsCommands;
    private final ProgramRunner programs = new ProgramRunner();

    /**
     * Asks nobody yet.
     *
     * @param cloud the session, while there is one
     * @param runsCommands whether commands of the machine may be run
     */
    public LiveRequester(Supplier<Optional<Cloud>> cloud, WebClient web, boolean runsCommands) {
        this.cloud = cloud;
        this.web = web;
        this.runsCommands = runsCommands;
    }

    @Override
    public @Nullable Object answer(Request request, Duration remaining) throws RequestException, InterruptedException {
        AnswerOrigin origin = request.definition().origin();
        if (origin instanceof AnswerOrigin.CloudService service) {
            return answer(service, request, request.within(remaining));
        }
        if (origin instanceof AnswerOrigin.WebService service) {
            return web.answer(service, request, request.within(remaining));
        }
        return run(request, request.within(remaining));
    }

    private @Nullable Object answer(AnswerOrigin.CloudService origin, Request request, Duration remaining)
            throws RequestException, InterruptedException {
        URI address = Addresses.uri(request.target());
        CloudService service = cloud.get()
                .orElseThrow(() -> new RequestException(
                        "no cloud is configured: say how to sign in, in io.nephoscope.connector.openstack.cfg"))
                .service(origin.type());
        for (Map.Entry<String, String> header :
                request.definition().request().headers().entrySet()) {
            service = service.header(header.getKey(), header.getValue());
        }
        Holder holder = new Holder();
        try {
            service.read(
                    address,
                    (body, headers) -> {
                        holder.take(request, body, headers);
                        return true;
                    },
                    remaining);
        } catch (CloudException e) {
            throw new RequestException(String.valueOf(e.getMessage()), e);
        }
        return holder.value(request);
    }

    /** Keeps what was read, or why it could not be: that is the definition's affair, and not the service's. */
    private static final class Holder {

        private @Nullable Object value;
        private @Nullable MalformedTextException malformed;

        void take(Request request, java.io.InputStream body, Map<String, String> headers) throws IOException {
            malformed = null;
            try {
                value = request.reading().read(body, headers.getOrDefault("content-type", ""));
            } catch (MalformedTextException e) {
                malformed = e;
            }
        }

        @Nullable
        Object value(Request request) throws RequestException {
            if (malformed != null) {
                throw unreadable(request, malformed);
            }
            return value;
        }
    }

    static RequestException unreadable(Request request, MalformedTextException why) {
        return new RequestException("the answer of " + request + " " + why.getMessage(), why);
    }

    private @Nullable Object run(Request request, Duration remaining) throws RequestException, InterruptedException {
        if (!runsCommands) {
            throw new RequestException(
                    "commands of this machine are not run: host.commands is false in io.nephoscope.pollsters.dynamic.cfg");
        }
        int most = (int) Math.min(Integer.MAX_VALUE, request.reading().mostBytes());
        ProcessOutcome outcome = programs.run(
                Command.shell(request.target()).within(remaining).saying(most).mergingErrors());
        if (outcome instanceof ProcessOutcome.Exited exited) {
            return read(request, exited.output().bytes());
        }
        if (outcome instanceof ProcessOutcome.TimedOut) {
            throw new RequestException("the command did not end in time, and was ended");
        }
        if (outcome instanceof ProcessOutcome.OutputTooLarge) {
            throw new RequestException("the command printed more than " + most + " bytes, and was ended");
        }
        throw new RequestException(
                "the command could not be started: " + ((ProcessOutcome.NotStarted) outcome).message());
    }

    /** Without the last line feed, as a shell's substitution has it. */
    private static @Nullable Object read(Request request, byte[] output) throws RequestException {
        int length = output.length > 0 && output[output.length - 1] == '\n' ? output.length - 1 : output.length;
        try {
            return request.reading().read(new ByteArrayInputStream(output, 0, length), "");
        } catch (MalformedTextException e) {
            throw unreadable(request, e);
        } catch (IOException e) {
            throw new IllegalStateException("bytes at hand cannot fail", e);
        }
    }
}
