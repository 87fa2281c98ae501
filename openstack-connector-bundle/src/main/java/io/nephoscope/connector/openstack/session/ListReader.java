package io.nephoscope.connector.openstack.session;

import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudException.Kind;
import io.nephoscope.connector.openstack.cloud.EntryReader;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.connector.openstack.cloud.Listing;
import io.nephoscope.connector.openstack.http.Trouble;
import io.nephoscope.connector.openstack.json.PageReader;
import io.nephoscope.support.http.ApiAnswer;
import io.nephoscope.support.json.EntryShape;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one list to its end, or fails: what it handed over is never taken for all of it. A page that is read again,
 * because the connection broke, hands over what is new alone. For one list, in one thread.
 */
final class ListReader {

    private static final int NO_CONTENT = 204;

    private final ServiceCaller caller;
    private final String type;
    private final Listing listing;
    private final EntryReader reader;
    private final EntryShape shape;
    /** Ids that were handed over: a few bytes for each entry, beside what the reader keeps of it. */
    private final Set<String> taken = new HashSet<>();

    private final Set<ServicePath> pages = new HashSet<>();
    private int handedOver;
    private Map<String, String> headers = Map.of();
    private String last = "";

    ListReader(ServiceCaller caller, String type, Listing listing, EntryReader reader) {
        this.caller = caller;
        this.type = type;
        this.listing = listing;
        this.reader = reader;
        shape = new EntryShape(keys(listing));
    }

    private static Set<String> keys(Listing listing) {
        if (listing.keys().isEmpty() || listing.id().isEmpty()) {
            return listing.keys();
        }
        Set<String> keys = new HashSet<>(listing.keys());
        keys.add(listing.id());
        return keys;
    }

    /** @return the headers of the last page */
    Map<String, String> read() throws CloudException, InterruptedException {
        ServicePath page = ServicePath.of(listing.path());
        for (Optional<ServicePath> next = Optional.of(page); next.isPresent(); ) {
            page = next.get();
            if (!pages.add(page)) {
                throw incomplete("leads back to a page that was read before");
            }
            next = readPage(page);
        }
        return headers;
    }

    /** @return the next page */
    private Optional<ServicePath> readPage(ServicePath page) throws CloudException, InterruptedException {
        int before = handedOver;
        PageReader.End end =
                caller.call("GET", page, this::page, () -> !listing.id().isEmpty() || handedOver == before);
        boolean repeats = end.count() > 0 && handedOver == before;
        if (end.next().isPresent()) {
            if (repeats) {
                throw incomplete("repeats a page");
            }
            return Optional.of(
                    page.next(end.next().get()).orElseThrow(() -> incomplete("links its next page elsewhere")));
        }
        if (!listing.byMarker() || end.count() == 0 || isCounted()) {
            return Optional.empty();
        }
        if (repeats) {
            throw incomplete("gives the same page for another marker");
        }
        return Optional.of(page.with("marker=" + URLEncoder.encode(last, StandardCharsets.UTF_8)));
    }

    /** Whether all entries have come that the service has counted in the same answer. */
    private boolean isCounted() {
        String count = headers.getOrDefault(listing.countHeader(), "");
        return count.matches("[0-9]{1,9}") && handedOver >= Integer.parseInt(count);
    }

    private PageReader.End page(ApiAnswer answer) throws IOException, CloudException, InterruptedException {
        headers = answer.firstHeaders();
        if (answer.status() == NO_CONTENT) {
            return new PageReader.End(0, Optional.empty());
        }
        return new PageReader(listing.key(), shape, this::take).read(answer.body());
    }

    private void take(JsonObject entry) throws CloudException, InterruptedException {
        if (!listing.id().isEmpty()) {
            String id = entry.text(listing.id()).orElseThrow(() -> incomplete("has an entry without " + listing.id()));
            last = id;
            if (!taken.add(id)) {
                return;
            }
        }
        handedOver++;
        reader.read(entry);
    }

    private CloudException incomplete(String what) {
        return caller.told(new Trouble(
                Kind.MALFORMED,
                "the list of " + (listing.key().isEmpty() ? listing.path() : listing.key()) + " of the service " + type
                        + " cannot be read to its end: it " + what,
                "see the log of the service",
                false));
    }
}
