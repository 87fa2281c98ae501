package io.nephoscope.expression;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Python that evaluates expressions, many in a row. */
final class PythonOracle implements AutoCloseable {

    /** An expression and the values of its variables. */
    record Question(String expression, Map<String, Object> variables) {}

    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;

    PythonOracle() throws IOException {
        Path script = Files.createTempFile("oracle", ".py");
        try (var in = PythonOracle.class.getResourceAsStream("oracle.py")) {
            Files.write(script, in.readAllBytes());
        }
        process = new ProcessBuilder(PYTHON.toString(), script.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        questions = process.outputWriter(US_ASCII);
        answers = process.inputReader(US_ASCII);
        script.toFile().deleteOnExit();
    }

    static boolean isThere() {
        return Files.isExecutable(PYTHON);
    }

    /** Answers as the script writes them: {@code =value} or {@code !Error "message"}. */
    List<String> ask(List<Question> batch) throws IOException {
        for (int i = 0; i < batch.size(); i++) {
            Question question = batch.get(i);
            boolean last = i == batch.size() - 1;
            questions.write(MAPPER.writeValueAsString(
                    Map.of("e", question.expression(), "v", question.variables(), "f", last)));
            questions.newLine();
        }
        questions.flush();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("python3 ended at " + batch.get(i));
            }
            lines.add(line);
        }
        return lines;
    }

    /** A value in the script's notation, so that equal texts are equal values of equal types. */
    static String shown(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        show(out, value);
        return out.toString();
    }

    private static void show(StringBuilder out, @Nullable Object value) {
        if (value == null) {
            out.append('N');
        } else if (value instanceof Boolean flag) {
            out.append(flag ? 'T' : 'F');
        } else if (value instanceof Double real) {
            out.append('f').append(real.isNaN() ? "nan" : String.format("%016x", Double.doubleToRawLongBits(real)));
        } else if (value instanceof Number number) {
            java.math.BigInteger integer = new java.math.BigInteger(number.toString());
            out.append('i')
                    .append(integer.signum() < 0 ? "-0x" : "0x")
                    .append(integer.abs().toString(16));
        } else if (value instanceof String text) {
            quote(out, text);
        } else if (value instanceof List<?> list) {
            String separator = "[";
            for (Object element : list) {
                show(out.append(separator), element);
                separator = ",";
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                show(out.append(separator), entry.getKey());
                show(out.append(':'), entry.getValue());
                separator = ",";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else {
            throw new IllegalArgumentException("no plain value: " + value.getClass());
        }
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int known = "\"\\\n\r\t\b\f".indexOf(c);
            if (known >= 0) {
                out.append('\\').append("\"\\nrtbf".charAt(known));
            } else if (c < ' ' || c > '~') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    @Override
    public void close() {
        process.destroy();
    }
}
