locals {
  # Null, not empty: whether groups were given is known even while their ids are not.
  makes_security_group = var.function.vpc == null ? false : var.function.vpc.security_group_ids == null

  # What the function calls: the endpoint, and over HTTPS the services of AWS.
  endpoint_port = try(tonumber(regex("^https?://[^/]+:([0-9]+)", var.endpoint.url)[0]), 443)

  function = merge(var.function, {
    vpc = var.function.vpc == null ? null : {
      subnet_ids         = var.function.vpc.subnet_ids
      security_group_ids = local.makes_security_group ? toset(aws_security_group.function[*].id) : var.function.vpc.security_group_ids
    }
  })
}

data "aws_subnet" "function" {
  count = local.makes_security_group ? 1 : 0

  id = tolist(var.function.vpc.subnet_ids)[0]
}

resource "aws_security_group" "function" {
  #checkov:skip=CKV2_AWS_5:The function in ../stream-consumer is in it.
  count = local.makes_security_group ? 1 : 0

  name        = var.name
  description = "Lets the function ${var.name} out, to the search engine and to AWS."
  vpc_id      = data.aws_subnet.function[0].vpc_id
  tags        = var.tags

  # To any address: the engine and AWS's services have names, whose addresses change.
  dynamic "egress" {
    for_each = toset([443, local.endpoint_port])
    content {
      description = "To the search engine, S3 and Secrets Manager"
      cidr_blocks = ["0.0.0.0/0"]
      protocol    = "tcp"
      from_port   = egress.value
      to_port     = egress.value
    }
  }
}
