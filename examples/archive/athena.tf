locals {
  id_key   = coalesce(var.schema.log_id_key, "log_id")
  time_key = coalesce(var.schema.time_key, "time")

  # The folder of a day is named date=, the column day: date is a reserved word in SQL. The range
  # reaches a day ahead, since NOW is in UTC and events may carry the time of a zone ahead of it.
  create_table = <<-SQL
    CREATE EXTERNAL TABLE logs (
      `log_id` string,
      `time` string,
      `level` string,
      `message` string
    )
    PARTITIONED BY (`log_type` string, `day` string, `hour` int)
    ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
    WITH SERDEPROPERTIES ('mapping.log_id' = '${local.id_key}', 'mapping.time' = '${local.time_key}')
    LOCATION '${module.archive.locations.objects}'
    TBLPROPERTIES (
      'projection.enabled' = 'true',
      'projection.log_type.type' = 'injected',
      'projection.day.type' = 'date',
      'projection.day.format' = 'yyyy-MM-dd',
      'projection.day.range' = 'NOW-3YEARS,NOW+1DAYS',
      'projection.day.interval' = '1',
      'projection.day.interval.unit' = 'DAYS',
      'projection.hour.type' = 'integer',
      'projection.hour.range' = '0,23',
      'projection.hour.digits' = '2',
      'storage.location.template' = '${module.archive.locations.objects}log_type=$${log_type}/date=$${day}/hour=$${hour}/'
    )
  SQL
}
