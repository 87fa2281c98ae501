package io.nephoscope.connector.openstack.cloud;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One service of a cloud. Immutable and thread-safe.
 *
 * <p>A path begins with a slash and with the version that the caller speaks, as in {@code /v2/images} or {@code
 * /v3/{project}/volumes/detail}, where <code>{project}</code> stands for the id of the session's own project. It is taken
 * from the root of the service, wherever the catalogue says that is: whether the catalogue's URL has a version, a
 * project or a folder in its path makes no difference.
 *
 * <p>Only what changes nothing is asked, so each request is tried once more after a connection that breaks or a failure
 * of the server, and as often as the time allows after a refusal that says when to come back. A request that is refused
 * as unauthorised is repeated once with a new token.
 */
@ProviderType
public interface CloudService {

    /**
     * The same service, asked in a microversion.
     *
     * @param version what follows the service's name in the header, such as {@code volume 3.64}
     */
    CloudService microversion(String version);

    /** The same service, asked with one more header, as some ask for the entries of all projects. */
    CloudService header(String name, String value);

    /**
     * The same service, asked with a signer's headers and without a token: for one that knows its users by itself, as the
     * admin interface of a Ceph gateway does.
     */
    CloudService signedBy(RequestSigner signer);

    /** The same service, whose paths begin at its host: for what stands beside the service and not below it. */
    CloudService atHost();

    /**
     * Reads a list to its end, however many pages that takes, as a stream: an entry is handed over as soon as it has
     * come, and none twice. Where the list cannot be read to its end the call throws; what was handed over until then is
     * true, but not all.
     *
     * @param reader is called by the thread of the caller. It may ask the cloud for more
     * @param remaining the time until the last entry must have come
     * @return the headers of the last page, as {@link #head} gives them
     * @throws CloudException if the list is not complete
     * @throws InterruptedException if interrupted while waiting
     */
    Map<String, String> list(Listing listing, EntryReader reader, Duration remaining)
            throws CloudException, InterruptedException;

    /**
     * Reads one document.
     *
     * @throws CloudException if it cannot be had, of {@link CloudException.Kind#NOT_FOUND} if it is not there
     * @throws InterruptedException if interrupted while waiting
     */
    JsonObject get(String path, Duration remaining) throws CloudException, InterruptedException;

    /**
     * Reads what is no JSON, as it comes.
     *
     * @throws CloudException if it cannot be had, of {@link CloudException.Kind#NOT_FOUND} if it is not there, and of {@link
     *     CloudException.Kind#MALFORMED} if it has more than 1,048,576 bytes
     * @throws InterruptedException if interrupted while waiting
     */
    byte[] bytes(String path, Duration remaining) throws CloudException, InterruptedException;

    /**
     * Reads what lies at an address of this service that is known as a whole, such as one that was put together of the
     * catalogue's, or that an answer names as its next page. The token goes there only if the catalogue, or the operator's
     * own configuration of addresses, names that host and port.
     *
     * @param address absolute, with its query
     * @throws CloudException if it cannot be had, of {@link CloudException.Kind#FORBIDDEN} if it leads to another host, of
     *     {@link CloudException.Kind#NOT_FOUND} if nothing is there
     * @throws InterruptedException if interrupted while waiting
     */
    <T> T read(URI address, AnswerReader<T> reader, Duration remaining) throws CloudException, InterruptedException;

    /**
     * Asks for the headers alone.
     *
     * @return the headers by their names in lower case; of several of one name the first
     * @throws CloudException if they cannot be had, of {@link CloudException.Kind#NOT_FOUND} if nothing is there
     * @throws InterruptedException if interrupted while waiting
     */
    Map<String, String> head(String path, Duration remaining) throws CloudException, InterruptedException;
}
