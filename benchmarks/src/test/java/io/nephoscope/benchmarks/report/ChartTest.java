package io.nephoscope.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ChartTest {

    private static final List<Point> POINTS = List.of(
            new Point("ours", 10, false, 50), new Point("ours", 100, false, 500), new Point("ours", 1000, true, 20));

    @Test
    void drawsALineForEachPeerAndADotForEachMedian() throws Exception {
        Document picture = picture(Map.of("wall", POINTS));

        // Real and simulated guests have lines of their own.
        assertThat(picture.getElementsByTagName("polyline").getLength()).isEqualTo(2);
        int legend = 2;
        assertThat(picture.getElementsByTagName("circle").getLength()).isEqualTo(POINTS.size() + legend);
    }

    @Test
    void leavesOutPanelsWithoutPoints() throws Exception {
        Map<String, List<Point>> panels = new LinkedHashMap<>();
        panels.put("wall", List.of());
        panels.put("memory", POINTS);

        String text = picture(panels).getDocumentElement().getTextContent();

        assertThat(text).contains("memory").doesNotContain("wall");
    }

    @Test
    void isAPictureEvenOfNothing() throws Exception {
        assertThat(picture(Map.of()).getDocumentElement().getTagName()).isEqualTo("svg");
    }

    private static Document picture(Map<String, List<Point>> panels) throws Exception {
        String svg = new Chart("guests", List.of("ours", "theirs"), panels).svg();
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
