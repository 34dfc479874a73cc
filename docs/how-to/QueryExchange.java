import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A department's own program asks for one person's facts under a grant (按授权逐件查询), in the sandbox or in earnest: only base address, key and grant differ.
 * Java 17 and nothing but the JDK; run it as it stands:
 *
 *   export HAIHE_EXCHANGE=https://the-city.example/exchange/sandbox HAIHE_KEY=hh_...
 *   java QueryExchange.java <grant> <field> <value> <matter>
 */
public final class QueryExchange {
  private static final int TRIES = 5;
  private static final Pattern CODE = Pattern.compile("\"code\":\"([a-z_.]+)\"");
  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  public static void main(String[] given) throws Exception {
    if (given.length != 4) {
      System.err.println("<grant> <field> <value> <matter>");
      System.exit(2);
    }
    HttpResponse<String> answer = query(System.getenv("HAIHE_EXCHANGE"), System.getenv("HAIHE_KEY"), given[0], given[1], given[2], given[3]);
    // the sandbox says so in every answer: nothing in it may reach a real file
    System.out.println(answer.headers().firstValue("haihe-sandbox").isPresent() ? "sandbox" : "real");
    if (answer.statusCode() == 200) {
      System.out.println(answer.body()); // {"rows":[…]}: no row is an answer too, and means that the source has none
      return;
    }
    Matcher code = CODE.matcher(answer.body());
    System.out.println(answer.statusCode() + " " + (code.find() ? code.group(1) : "?"));
    System.err.println(answer.body()); // `title` is for people, `requestId` is what to ask the city with
    System.exit(1);
  }

  /** One question. Sent again after a lost answer it is counted again, and the person sees it again: so only where nothing came back. */
  private static HttpResponse<String> query(String exchange, String key, String grant, String field, String value, String matter) throws IOException, InterruptedException {
    String body = "{\"field\":" + quoted(field) + ",\"value\":" + quoted(value) + ",\"matter\":" + quoted(matter) + "}";
    HttpRequest request = HttpRequest.newBuilder(URI.create(exchange + "/grants/" + grant + "/queries")).timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + key).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build();
    for (int turn = 1; ; turn++) {
      try {
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        boolean tooFast = answer.statusCode() == 429 && answer.headers().firstValue("Retry-After").isPresent(); // without it the day's quota is used up: waiting does not help
        if (turn == TRIES || !tooFast && answer.statusCode() < 500) return answer;
        Thread.sleep(tooFast ? answer.headers().firstValueAsLong("Retry-After").orElse(60) * 1000 : 250L << turn);
      } catch (IOException lost) {
        if (turn == TRIES) throw lost;
        Thread.sleep(250L << turn);
      }
    }
  }

  /** A text as JSON writes it. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char one : text.toCharArray()) {
      if (one == '"' || one == '\\') out.append('\\').append(one);
      else if (one < ' ') out.append(String.format("\\u%04x", (int) one));
      else out.append(one);
    }
    return out.append('"').toString();
  }
}
