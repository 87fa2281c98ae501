package io.nephoscope.connector.openstack.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Reads an answer while it comes. */
@FunctionalInterface
public interface AnswerReader<T> {

    /**
     * Reads one answer. Called by the thread that asks; called once more, from the beginning, where the answer did not come
     * to its end.
     *
     * @param body as it comes, unpacked and within the time of the request; bound what you keep of it
     * @param headers by their names in lower case; of several of one name the first
     * @throws IOException if the body does not come, or is not what it should be
     */
    T read(InputStream body, Map<String, String> headers) throws IOException;
}
