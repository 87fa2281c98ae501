package io.nephoscope.publisher.amqp.transport;

import io.nephoscope.support.text.OneLine;
import io.nephoscope.support.tls.PemFiles;
import io.nephoscope.support.tls.TrustEverything;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * How to speak TLS. Empty paths mean none.
 *
 * @param enabled whether to speak it though the scheme of the URL does not ask for it
 * @param caFile PEM file of the authorities to trust instead of those of the Java platform
 * @param certFile PEM file of our certificate and its chain
 * @param keyFile PEM file of our private key
 * @param verify whether to check the broker's certificate
 * @param verifyHostname whether to check that it was made for the host
 */
public record Tls(
        boolean enabled, String caFile, String certFile, String keyFile, boolean verify, boolean verifyHostname) {

    /** No TLS, unless the scheme asks for it. */
    public static final Tls OFF = new Tls(false, "", "", "", true, true);

    /**
     * Reads the files.
     *
     * @throws IOException if one cannot be used; {@link BrokerFailure#of} tells which
     */
    SSLContext context() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(), trustManagers(), new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw unusable("ssl.ca.file, ssl.cert.file and ssl.key.file", e);
        }
    }

    boolean checksHostname() {
        return verify && verifyHostname;
    }

    private KeyManager[] keyManagers() throws IOException {
        try {
            return certFile.isEmpty() ? new KeyManager[0] : PemFiles.keyManagers(certFile, keyFile);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw unusable("ssl.cert.file and ssl.key.file", e);
        }
    }

    private TrustManager[] trustManagers() throws IOException {
        try {
            return verify ? PemFiles.trustManagers(caFile) : new TrustManager[] {new TrustEverything()};
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw unusable("ssl.ca.file", e);
        }
    }

    private static SettingException unusable(String keys, Exception cause) {
        String why = cause instanceof FileSystemException
                ? "a file is not there or cannot be read"
                : OneLine.of(String.valueOf(cause.getMessage()), 200);
        return new SettingException(
                keys + " cannot be used: " + why,
                "Correct " + keys + ": PEM files that the agent's user may read, the key as unencrypted PKCS#8",
                cause);
    }
}
