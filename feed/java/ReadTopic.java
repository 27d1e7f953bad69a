import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Prints every message of a topic, as Kafka's own client and Confluent's deserializer read it:
 * partition, offset, key and the record as JSON, a line each.
 */
public class ReadTopic {
    public static void main(String[] arguments) {
        String topic = arguments[2];
        String[] ends = arguments[3].split(",");
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", arguments[0]);
        settings.put("schema.registry.url", arguments[1]);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
        deserializer.configure(settings, false);
        try (KafkaConsumer<String, Object> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), deserializer)) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (int each = 0; each < ends.length; each++) {
                partitions.add(new TopicPartition(topic, each));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (int each = 0; each < ends.length; each++) {
                while (consumer.position(partitions.get(each)) < Long.parseLong(ends[each])) {
                    for (ConsumerRecord<String, Object> found : consumer.poll(Duration.ofMillis(200))) {
                        out.println(found.partition() + "\t" + found.offset() + "\t" + found.key()
                                + "\t" + found.value());
                    }
                }
            }
        }
        out.flush();
    }
}
