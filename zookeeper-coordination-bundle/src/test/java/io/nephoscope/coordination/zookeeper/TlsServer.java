package io.nephoscope.coordination.zookeeper;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real server that speaks TLS with whoever has a certificate that it trusts: a process, since the server's keys are the JVM's. */
final class TlsServer {

    private static final String PASSWORD = "changeit";

    private final Process process;
    private final int port;

    private TlsServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    int port() {
        return port;
    }

    /** Starts it, and does not wait. */
    static TlsServer start(Path folder, Path ownCertificate, Path ownKey, Path trusted) throws IOException {
        int port = ServerInside.freePort();
        Path identity = folder.resolve("server.pem");
        Files.writeString(identity, Files.readString(ownKey) + Files.readString(ownCertificate));
        Path config = folder.resolve("zoo.cfg");
        Files.writeString(config, """
                dataDir=%s
                tickTime=500
                secureClientPort=%d
                secureClientPortAddress=127.0.0.1
                serverCnxnFactory=org.apache.zookeeper.server.NettyServerCnxnFactory
                admin.enableServer=false
                ssl.keyStore.location=%s
                ssl.keyStore.type=PEM
                ssl.trustStore.location=%s
                ssl.trustStore.type=PEM
                ssl.hostnameVerification=false
                """.formatted(folder.resolve("data"), port, identity, trusted));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "-Dzookeeper.admin.enableServer=false",
                        "org.apache.zookeeper.server.ZooKeeperServerMain",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        return new TlsServer(process, port);
    }

    void stop() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(30, TimeUnit.SECONDS);
    }

    /** A certificate that nobody has signed, and its key, as PEM files. */
    record Identity(Path certificate, Path key) {

        static Identity in(Path folder, String name, String addresses)
                throws IOException, GeneralSecurityException, InterruptedException {
            Path store = folder.resolve(name + ".p12");
            List<String> command = new ArrayList<>();
            command.add(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
            command.addAll(List.of("-genkeypair", "-alias", "one", "-keyalg", "EC", "-dname", "CN=" + name));
            command.addAll(List.of("-ext", "san=" + addresses, "-storetype", "PKCS12"));
            command.addAll(List.of("-storepass", PASSWORD, "-keystore", store.toString()));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool failed");
            }
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            Identity made = new Identity(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
            write(made.certificate(), "CERTIFICATE", keys.getCertificate("one").getEncoded());
            write(
                    made.key(),
                    "PRIVATE KEY",
                    keys.getKey("one", PASSWORD.toCharArray()).getEncoded());
            return made;
        }

        private static void write(Path file, String kind, byte[] encoded) throws IOException {
            String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
            Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
        }
    }
}
