package io.nephoscope.shell.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.nephoscope.shell.polling.FakeAgent;
import io.nephoscope.shell.polling.Gogo;
import io.nephoscope.shell.protocol.Frame.Kind;
import io.nephoscope.shell.protocol.Request;
import io.nephoscope.shell.socket.TestClient.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ShellServerTest {

    @TempDir
    private Path folder;

    private final Gogo gogo = new Gogo(new FakeAgent().withPollsters("cpu", "memory.usage").agent);
    private final AtomicReference<List<String>> words = new AtomicReference<>(List.of());
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private Path socket;
    private ShellServer server;

    @BeforeEach
    void open() throws IOException {
        gogo.add("words", (session, given) -> {
            words.set(given.stream().map(String::valueOf).toList());
            return null;
        });
        gogo.add("boom", (session, given) -> {
            throw new IllegalStateException("it broke");
        });
        gogo.add("hang", (session, given) -> {
            hanging.countDown();
            try {
                return new CountDownLatch(1).await(10, TimeUnit.MINUTES);
            } finally {
                interrupted.countDown();
            }
        });
        socket = folder.resolve("shell.sock");
        server = ShellServer.open(socket, gogo.processor, gogo.commands);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        gogo.close();
    }

    @Test
    void runsCommandsWithAndWithoutTheirScope() throws IOException {
        try (TestClient client = new TestClient(socket)) {
            Answer bare = client.words("pollsters", "cpu", "--json");
            Answer scoped = client.line("polling:pollsters cpu --json");

            assertThat(bare.out()).startsWith("[{\"name\":\"cpu\"");
            assertThat(bare.status()).isZero();
            assertThat(scoped).isEqualTo(bare);
        }
    }

    @Test
    void passesWordsOnAsTheyAre() throws IOException {
        Random random = new Random(7);
        String alphabet = "ab1 '\"\\$%{}()[]<>|&;#~*?!=`/.,:-+\n\tä😀";
        try (TestClient client = new TestClient(socket)) {
            for (int run = 0; run < 300; run++) {
                String[] sent = new String[1 + random.nextInt(4)];
                Arrays.setAll(sent, i -> text(random, alphabet));
                List<String> line = new ArrayList<>(List.of("words"));
                line.addAll(List.of(sent));

                Answer answer = client.words(line.toArray(String[]::new));

                assertThat(answer).isEqualTo(new Answer("", "", 0));
                assertThat(words.get()).containsExactly(sent);
            }
        }
    }

    @Test
    void expandsNoFileNames() throws IOException {
        try (TestClient client = new TestClient(socket)) {
            client.line("words * src/*");

            assertThat(words.get()).containsExactly("*", "src/*");
        }
    }

    @Test
    void keepsVariablesForTheWholeConversation() throws IOException {
        try (TestClient client = new TestClient(socket)) {
            client.line("name = cpu");
            client.line("words $name");

            assertThat(words.get()).containsExactly("cpu");
        }
    }

    @Test
    void tellsWhatFailedWithoutItsStackTrace() throws IOException {
        try (TestClient client = new TestClient(socket)) {
            assertThat(client.line("boom")).isEqualTo(new Answer("", "it broke\n", 1));
            assertThat(client.debug("boom").err()).contains("IllegalStateException: it broke", "\tat ");
        }
    }

    @Test
    void suggestsCommandsForAnUnknownOne() throws IOException {
        try (TestClient client = new TestClient(socket)) {
            assertThat(client.words("polsters"))
                    .isEqualTo(new Answer("", "polsters: unknown command; did you mean pollsters?\n", 127));
            assertThat(client.words("zzzzzz"))
                    .isEqualTo(new Answer("", "zzzzzz: unknown command; help lists those there are\n", 127));
        }
    }

    @Test
    void refusesAnUnclosedQuote() throws IOException {
        try (TestClient client = new TestClient(socket)) {
            Answer answer = client.line("words 'a");

            assertThat(answer.status()).isEqualTo(1);
            assertThat(answer.err()).contains("quote");
        }
    }

    @Test
    void printsResultsAndOutputOfForeignCommands() throws IOException {
        gogo.processor.addCommand("foreign", this, "greeting");
        gogo.processor.addCommand("foreign", this, "shout");
        try (TestClient client = new TestClient(socket)) {
            assertThat(client.words("foreign:greeting").out()).isEqualTo("hello\n");
            assertThat(client.words("shout").out()).isEqualTo("HELLO\n");
        }
    }

    public String greeting() {
        return "hello";
    }

    public void shout() {
        System.out.println("HELLO");
    }

    @Test
    void carriesAnswersOfAnyLength() throws IOException {
        gogo.add("long", (session, given) -> "x".repeat(1_000_000));
        try (TestClient client = new TestClient(socket)) {
            assertThat(client.words("long").out()).hasSize(1_000_001);
        }
    }

    @Test
    void completesLines() throws IOException {
        try (TestClient client = new TestClient(socket)) {
            assertThat(client.complete("pollst")).containsExactly("pollsters");
            assertThat(client.complete("poll", "m")).containsExactly("memory.usage");
        }
    }

    @Test
    void abandonsACommandThatIsInterrupted() throws Exception {
        try (TestClient client = new TestClient(socket)) {
            client.start(new Request(Kind.WORDS, 80, false, List.of("hang")));
            hanging.await();
            client.interrupt();

            assertThat(client.answer()).isEqualTo(new Answer("", "", 130));
            assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(client.words("pollsters").status()).isZero();
        }
    }

    @Test
    void abandonsACommandWhoseClientLeft() throws Exception {
        try (TestClient client = new TestClient(socket)) {
            client.start(new Request(Kind.WORDS, 80, false, List.of("hang")));
            hanging.await();
        }

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void abandonsCommandsOfClientsThatLeaveAtOnce() throws IOException {
        AtomicInteger running = new AtomicInteger();
        gogo.add("work", (session, given) -> {
            running.incrementAndGet();
            try {
                return new CountDownLatch(1).await(10, TimeUnit.MINUTES);
            } finally {
                running.decrementAndGet();
            }
        });
        for (int i = 0; i < 100; i++) {
            try (TestClient client = new TestClient(socket)) {
                client.start(new Request(Kind.WORDS, 80, false, List.of("work")));
            }
        }

        await().untilAsserted(() -> {
            try (TestClient client = new TestClient(socket)) {
                assertThat(client.words("words").status()).isZero();
            }
            assertThat(running).hasValue(0);
        });
    }

    @Test
    void givesTheLongestIdleConnectionToANewClient() throws IOException {
        List<TestClient> idle = new ArrayList<>();
        for (int i = 0; i < ShellServer.MAX_CONVERSATIONS; i++) {
            TestClient client = new TestClient(socket);
            client.words("words");
            idle.add(client);
        }

        try (TestClient client = new TestClient(socket)) {
            assertThat(client.words("words").status()).isZero();
        }

        assertThatExceptionOfType(IOException.class).isThrownBy(idle.get(0)::receive);
        assertThat(idle.get(1).words("words").status()).isZero();
        for (TestClient client : idle) {
            client.close();
        }
    }

    @Test
    void refusesAClientWhileAllOthersRunCommands() throws Exception {
        CountDownLatch running = new CountDownLatch(ShellServer.MAX_CONVERSATIONS);
        gogo.add("work", (session, given) -> {
            running.countDown();
            return new CountDownLatch(1).await(10, TimeUnit.MINUTES);
        });
        List<TestClient> busy = new ArrayList<>();
        for (int i = 0; i < ShellServer.MAX_CONVERSATIONS; i++) {
            busy.add(new TestClient(socket));
            busy.get(i).start(new Request(Kind.WORDS, 80, false, List.of("work")));
        }
        running.await();

        try (TestClient client = new TestClient(socket)) {
            assertThat(client.receive().text()).startsWith("16 shell commands run already");
        }
        for (TestClient client : busy) {
            client.close();
        }
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            try (TestClient client = new TestClient(socket)) {
                assertThat(client.words("words").status()).isZero();
            }
        });
    }

    @Test
    void refusesAClientOfAnotherVersion() throws IOException {
        try (TestClient client = new TestClient(socket, Request.GREETING + 1)) {
            assertThat(client.receive().text()).contains("another version");
        }
    }

    @Test
    void letsItsClientsGoWhenNothingCanBeRun() throws IOException {
        try (TestClient client = new TestClient(socket)) {
            gogo.processor.stop();

            assertThatExceptionOfType(IOException.class).isThrownBy(() -> client.words("words"));
        }
    }

    @Test
    void endsTheConnectionOfAClientThatSaysNonsense() throws IOException {
        try (TestClient client = new TestClient(socket)) {
            client.start(new Request(Kind.OUT, 0, false, List.of()));

            assertThatExceptionOfType(IOException.class).isThrownBy(client::receive);
        }
    }

    @Test
    void stopsWithinASecondWhileCommandsRunAndClientsIdle() throws Exception {
        try (TestClient idle = new TestClient(socket);
                TestClient busy = new TestClient(socket)) {
            idle.words("words");
            busy.start(new Request(Kind.WORDS, 80, false, List.of("hang")));
            hanging.await();
            long before = System.nanoTime();

            server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
            assertThat(socket).doesNotExist();
            assertThatExceptionOfType(IOException.class).isThrownBy(idle::receive);
            await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().equals("nephoscope-shell")));
        }
    }

    private static String text(Random random, String alphabet) {
        int[] letters = alphabet.codePoints().toArray();
        return random.ints(random.nextInt(12), 0, letters.length)
                .map(i -> letters[i])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
