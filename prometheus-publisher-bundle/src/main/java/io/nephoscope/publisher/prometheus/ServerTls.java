package io.nephoscope.publisher.prometheus;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import io.nephoscope.support.tls.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** The server's side of TLS, as the files say at one time. */
final class ServerTls extends HttpsConfigurator {

    private final boolean needsClientCertificate;

    private ServerTls(SSLContext context, boolean needsClientCertificate) {
        super(context);
        this.needsClientCertificate = needsClientCertificate;
    }

    /**
     * Reads the files.
     *
     * @param access with a certificate
     * @throws IOException if they cannot be used, with the reason
     */
    static ServerTls of(PrometheusSettings.Access access) throws IOException {
        try {
            return new ServerTls(context(access), access.authorities().isPresent());
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new IOException("the certificate, its key or the authorities cannot be used: " + e.getMessage(), e);
        }
    }

    private static SSLContext context(PrometheusSettings.Access access) throws GeneralSecurityException, IOException {
        PrometheusSettings.Certificate certificate = access.certificate().orElseThrow();
        TrustManager[] trusted = access.authorities().isPresent()
                ? PemFiles.trustManagers(access.authorities().get().toString())
                : new TrustManager[0];
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                PemFiles.keyManagers(
                        certificate.certificate().toString(), certificate.key().toString()),
                trusted,
                new SecureRandom());
        return context;
    }

    /** When the files were written; a file that is not there has the time 0. */
    static List<FileTime> times(PrometheusSettings.Access access) {
        return Stream.concat(
                        access.certificate().stream().flatMap(each -> Stream.of(each.certificate(), each.key())),
                        access.authorities().stream())
                .map(ServerTls::time)
                .toList();
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    @Override
    public void configure(HttpsParameters parameters) {
        SSLParameters tls = getSSLContext().getDefaultSSLParameters();
        tls.setNeedClientAuth(needsClientCertificate);
        parameters.setSSLParameters(tls);
    }
}
