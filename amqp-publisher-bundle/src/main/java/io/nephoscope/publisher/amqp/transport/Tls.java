package io.nephoscope.publisher.amqp.transport;

import java.io.IOException;
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
     * @throws IOException if one cannot be read; the message names it
     */
    SSLContext context() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(), trustManagers(), new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the TLS files cannot be used: " + e.getMessage(), e);
        }
    }

    boolean checksHostname() {
        return verify && verifyHostname;
    }

    private KeyManager[] keyManagers() throws IOException, GeneralSecurityException {
        return certFile.isEmpty() ? new KeyManager[0] : PemFiles.keyManagers(certFile, keyFile);
    }

    private TrustManager[] trustManagers() throws IOException, GeneralSecurityException {
        return verify ? PemFiles.trustManagers(caFile) : new TrustManager[] {new TrustEverything()};
    }
}
