import com.example.records.Structure;
import com.example.records.Swschema;
import com.example.records.UnknownCodes;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads each document named on standard input, and writes it to files in both syntaxes. */
public final class Driver {
    private Driver() {}

    public static void main(String[] arguments) throws Exception {
        var paths = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int index = 0;
        for (String path = paths.readLine(); path != null; path = paths.readLine()) {
            String place = arguments[0] + "/" + index++;
            try {
                byte[] source = Files.readAllBytes(Path.of(path));
                UnknownCodes unknown =
                        path.contains("/keep/") ? UnknownCodes.KEEP : UnknownCodes.REFUSE;
                Structure record =
                        path.endsWith(".xml")
                                ? Swschema.readXml(source, Structure.class, unknown)
                                : Swschema.readJson(source, Structure.class, unknown);
                Files.writeString(Path.of(place + ".json"), Swschema.writeJson(record));
                Files.writeString(Path.of(place + ".xml"), Swschema.writeXml(record));
            } catch (RuntimeException error) {
                Files.writeString(Path.of(place + ".txt"), error.toString());
            }
        }
    }
}
