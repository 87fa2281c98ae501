package io.nephoscope.connector.openstack.session;

import io.nephoscope.connector.openstack.cloud.AnswerReader;
import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudService;
import io.nephoscope.connector.openstack.cloud.EntryReader;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.connector.openstack.cloud.Listing;
import io.nephoscope.connector.openstack.cloud.RequestSigner;
import io.nephoscope.connector.openstack.json.JsonReader;
import io.nephoscope.connector.openstack.json.MalformedAnswerException;
import io.nephoscope.support.http.ApiAnswer;
import io.nephoscope.support.http.Deadline;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** One service, through whichever session is in force. */
final class ServiceClient implements CloudService {

    private static final String MICROVERSION = "OpenStack-API-Version";
    private static final int MOST_BYTES = 1 << 20;

    private final Supplier<CloudSession> session;
    private final Asking asking;

    ServiceClient(Supplier<CloudSession> session, Asking asking) {
        this.session = session;
        this.asking = asking;
    }

    @Override
    public CloudService microversion(String version) {
        return header(MICROVERSION, version);
    }

    @Override
    public CloudService header(String name, String value) {
        return new ServiceClient(session, asking.with(name, value));
    }

    @Override
    public CloudService signedBy(RequestSigner signer) {
        return new ServiceClient(session, asking.signedBy(signer));
    }

    @Override
    public CloudService atHost() {
        return new ServiceClient(session, asking.atHost());
    }

    @Override
    public Map<String, String> list(Listing listing, EntryReader reader, Duration remaining)
            throws CloudException, InterruptedException {
        return new ListReader(caller(remaining), asking.service().toString(), listing, reader).read();
    }

    @Override
    public JsonObject get(String path, Duration remaining) throws CloudException, InterruptedException {
        return caller(remaining)
                .call("GET", ServicePath.of(path), answer -> JsonReader.document(answer.body()), () -> true);
    }

    @Override
    public byte[] bytes(String path, Duration remaining) throws CloudException, InterruptedException {
        return caller(remaining)
                .call(
                        "GET",
                        ServicePath.of(path),
                        answer -> {
                            byte[] read = answer.body().readNBytes(MOST_BYTES + 1);
                            if (read.length > MOST_BYTES) {
                                throw new MalformedAnswerException("answers with more than " + MOST_BYTES + " bytes");
                            }
                            return read;
                        },
                        () -> true);
    }

    @Override
    public <T> T read(URI address, AnswerReader<T> reader, Duration remaining)
            throws CloudException, InterruptedException {
        return caller(remaining)
                .call(
                        "GET",
                        new ServiceAddress(address),
                        answer -> reader.read(answer.body(), answer.firstHeaders()),
                        () -> true);
    }

    @Override
    public Map<String, String> head(String path, Duration remaining) throws CloudException, InterruptedException {
        return caller(remaining).call("HEAD", ServicePath.of(path), ApiAnswer::firstHeaders, () -> true);
    }

    private ServiceCaller caller(Duration remaining) {
        return new ServiceCaller(session.get(), asking, Deadline.in(remaining));
    }

    @Override
    public String toString() {
        return "the service " + asking.service();
    }
}
