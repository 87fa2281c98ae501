package io.nephoscope.expression;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints how long an evaluation takes here and by Python's eval, as Ceilometer calls it: with the text, each time. */
final class SpeedBesidePython {

    private static final int TURNS = 300_000;
    private static final String ENTRY = """
            {"user": " 00ab$00ab ", "size": 512, "status": "ACTIVE", "tags": ["a", "b", "c"],
             "links": [{"rel": "prev", "href": "P"}, {"rel": "next", "href": "http://h/next"}]}""";
    private static final List<String> OPERATIONS = List.of(
            "value['user'].split('$')[0].strip()",
            "value['size'] / 1024",
            "1 if value['status'] == 'ACTIVE' else 0",
            "','.join(value['tags'])",
            "[v.get('href') for v in value['links'] if v.get('rel') == 'next'][0]");
    private static final String PYTHON = """
            import json, sys, time
            value = json.loads(sys.argv[1])
            for text in sys.argv[3:]:
                start = time.process_time()
                for turn in range(int(sys.argv[2])):
                    eval(text)
                print(round((time.process_time() - start) / int(sys.argv[2]) * 1e9))
            """;

    private SpeedBesidePython() {}

    public static void main(String[] arguments) throws Exception {
        Object entry = Json.parse(ENTRY);
        List<Long> python = python();
        for (int i = 0; i < OPERATIONS.size(); i++) {
            AttributeExpression attribute = AttributeExpression.parse(". | " + OPERATIONS.get(i));
            run(attribute, entry);
            long ours = run(attribute, entry);
            System.out.printf(
                    "%-72s %6d ns, python %6d ns, %5.1f times%n",
                    OPERATIONS.get(i), ours, python.get(i), (double) python.get(i) / ours);
        }
    }

    /** Nanoseconds of CPU for one evaluation. */
    private static long run(AttributeExpression attribute, @Nullable Object entry) throws EvaluationException {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < TURNS; i++) {
            attribute.evaluate(entry, EvaluationLimits.DEFAULT);
        }
        return (threads.getCurrentThreadCpuTime() - start) / TURNS;
    }

    private static List<Long> python() throws Exception {
        List<String> command =
                new java.util.ArrayList<>(List.of("/usr/bin/python3", "-c", PYTHON, ENTRY, String.valueOf(TURNS / 10)));
        command.addAll(OPERATIONS);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return output.lines().map(Long::valueOf).toList();
    }
}
