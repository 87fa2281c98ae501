package io.nephoscope.connector.snmp.session;

import io.nephoscope.connector.snmp.SnmpUrl;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthenticationProtocol;
import org.snmp4j.security.PrivacyProtocol;
import org.snmp4j.security.SecurityLevel;

/**
 * How to sign in to a device. Holds secrets, and shows none.
 *
 * @param version as the library counts them: 0, 1 and 3
 * @param name the community or the user
 * @param authentication none for a user without a password
 * @param privacy none if nothing is encrypted
 */
record SnmpLogin(
        int version,
        String name,
        @Nullable AuthenticationProtocol authentication,
        String password,
        @Nullable PrivacyProtocol privacy,
        String privacyPassword) {

    private static final String USUAL_COMMUNITY = "public";

    /**
     * Reads what a URL says; by the rules of Ceilometer, that is v3 if it has a password or an option of v3, and v2c
     * otherwise.
     *
     * @param secrets gives the secret for what is written in its place
     * @throws IllegalArgumentException if it does not go together, or a secret is not there; its message shows no secret
     */
    static SnmpLogin of(SnmpUrl url, UnaryOperator<String> secrets) {
        String version = url.option("version").orElseGet(() -> isV3(url) ? "3" : "2c");
        return switch (version) {
            case "1" -> community(SnmpConstants.version1, url, secrets);
            case "2c" -> community(SnmpConstants.version2c, url, secrets);
            case "3" -> user(url, secrets);
            default -> throw new IllegalArgumentException("its URL has another version of SNMP than 1, 2c or 3");
        };
    }

    private static boolean isV3(SnmpUrl url) {
        return url.password().isPresent()
                || url.option("auth_proto").isPresent()
                || url.option("priv_proto").isPresent()
                || url.option("priv_password").isPresent();
    }

    private static SnmpLogin community(int version, SnmpUrl url, UnaryOperator<String> secrets) {
        if (isV3(url)) {
            throw new IllegalArgumentException(
                    "its URL names version 1 or 2c beside a password or an option of version 3");
        }
        String community = url.user().isEmpty() ? USUAL_COMMUNITY : secrets.apply(url.user());
        return new SnmpLogin(version, community, null, "", null, "");
    }

    /**
     * As pysnmp does, a password without a word for its use is one of MD5 or DES, and a word without one is void; but not
     * that for encryption beside a password.
     */
    private static SnmpLogin user(SnmpUrl url, UnaryOperator<String> secrets) {
        String password = url.password().map(secrets).orElse("");
        String privacyPassword = url.option("priv_password").map(secrets).orElse("");
        AuthenticationProtocol authentication = choose(
                Protocols.AUTHENTICATION, "auth_proto", url.option("auth_proto").orElse("md5"));
        PrivacyProtocol privacy =
                choose(Protocols.PRIVACY, "priv_proto", url.option("priv_proto").orElse("des"));
        if (password.isEmpty() && !privacyPassword.isEmpty()) {
            throw new IllegalArgumentException(
                    "its URL encrypts without a password of the user; write it after the user");
        }
        if (!password.isEmpty()
                && privacyPassword.isEmpty()
                && url.option("priv_proto").isPresent()) {
            // Nothing would be encrypted, and nobody would see that a word was misspelt.
            throw new IllegalArgumentException(
                    "its URL has a priv_proto and no priv_password; write that too, or leave priv_proto out");
        }
        return new SnmpLogin(
                SnmpConstants.version3,
                secrets.apply(url.user()),
                password.isEmpty() ? null : authentication,
                password,
                privacyPassword.isEmpty() ? null : privacy,
                privacyPassword);
    }

    /** What stands there in place of a word is not shown: it may be a secret that slipped. */
    private static <T> T choose(Map<String, ? extends T> known, String option, String word) {
        T chosen = known.get(word);
        if (chosen == null) {
            throw new IllegalArgumentException("its URL has an " + option + " that is none of "
                    + String.join(", ", new TreeSet<>(known.keySet())));
        }
        return chosen;
    }

    boolean isV3() {
        return version == SnmpConstants.version3;
    }

    SecurityLevel level() {
        if (privacy != null) {
            return SecurityLevel.authPriv;
        }
        return authentication != null ? SecurityLevel.authNoPriv : SecurityLevel.noAuthNoPriv;
    }

    @Override
    public String toString() {
        return "login of version " + (isV3() ? "3" : version == SnmpConstants.version1 ? "1" : "2c");
    }
}
