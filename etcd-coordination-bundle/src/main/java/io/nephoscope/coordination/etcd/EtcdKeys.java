package io.nephoscope.coordination.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nephoscope.api.coordination.Coordination;
import java.util.Base64;

/**
 * Where things lie.
 *
 * @param root of all keys, without a slash at its end
 */
record EtcdKeys(String root) {

    String assignment() {
        return record(Coordination.ASSIGNMENT);
    }

    String record(String name) {
        return root + "/" + name;
    }

    /** What all keys of members begin with. */
    String members() {
        return root + "/members/";
    }

    String member(String id) {
        return members() + id;
    }

    /** The first key behind all that begin so. */
    static String endOf(String prefix) {
        int last = prefix.length() - 1;
        return prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
    }

    static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
